import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import classes from './pick-menu.module.css'

export interface Pick<V> {
  value: V
  label: string
  icon?: ReactNode
  /** A second, smaller word: how sure, why. */
  detail?: string
}

interface PickMenuProps<V> {
  /** What is chosen here, for screen readers. */
  label: string
  picks: readonly Pick<V>[]
  value: V
  onPick: (value: V) => void
  /** Shown when no pick has the value. */
  placeholder?: string
  quiet?: boolean
}

/** A small button that shows the choice and opens the others. The menu is made when it is first opened, so hundreds of them cost little. */
export function PickMenu<V extends string | null>(props: PickMenuProps<V>) {
  const { label, picks, value, placeholder = '–', quiet = false } = props
  const [opened, setOpened] = useState<boolean | null>(null)
  const chosen = picks.find((pick) => pick.value === value)
  const words = chosen?.label ?? placeholder
  const target = (
    <button
      type="button"
      className={classes.target}
      data-quiet={quiet}
      data-empty={value === null}
      aria-label={`${label}: ${words}`}
      aria-haspopup="menu"
      onClick={opened === null ? () => setOpened(true) : undefined}
    >
      {chosen?.icon}
      <span className={classes.word}>{words}</span>
      <IconChevronDown size={12} stroke={1.8} aria-hidden="true" className={classes.arrow} />
    </button>
  )
  if (opened === null) return target
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start" width="max-content">
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown className={classes.list}>
        {picks.map((pick) => (
          <Menu.Item
            key={pick.value}
            leftSection={pick.icon}
            rightSection={pick.value === value ? <IconCheck size={14} stroke={2} /> : null}
            onClick={() => props.onPick(pick.value)}
          >
            {pick.label}
            {pick.detail && <span className={classes.detail}>{pick.detail}</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
