import { Menu } from '@mantine/core'
import type { ColumnInfo } from '@shared/dataset/schema'
import {
  IconArrowLeft,
  IconArrowRight,
  IconArrowsHorizontal,
  IconChevronDown,
  IconEyeOff,
  IconFilter,
  IconInfoCircle,
  IconPin,
  IconPinnedOff,
  IconSortAscending,
  IconSortDescending,
  IconX,
} from '@tabler/icons-react'
import { useText } from '../../../app/locale/locale-provider'
import type { Sort } from '../sort-order'
import classes from './column-header.module.css'

/** What a column's menu can do. */
export type ColumnDeeds = {
  sort: (name: string, descending: boolean | null, isFurther: boolean) => void
  freeze: (name: string, isFrozen: boolean) => void
  hide: (name: string) => void
  step: (name: string, by: -1 | 1) => void
  fit: (name: string) => void
  filter: (name: string) => void
  inspect: (name: string) => void
}

export interface ColumnMenuProps {
  column: ColumnInfo
  sort: Sort | undefined
  /** Something else is sorted by already. */
  isFurther: boolean
  isFrozen: boolean
  /** Whether it can go one place to the left and to the right. */
  canStep: readonly [boolean, boolean]
  opened: boolean
  onOpen: (opened: boolean) => void
  deeds: ColumnDeeds
}

/** Everything that can be done with a column of the grid. Nothing of the list is made before it is opened. */
export function ColumnMenu(props: ColumnMenuProps) {
  const t = useText()
  const { column, opened, onOpen } = props
  const target = (
    <button
      type="button"
      tabIndex={-1}
      className={classes.menu}
      aria-label={t('grid.menu.of', { column: column.name })}
      aria-haspopup="menu"
      aria-expanded={opened}
      title={t('grid.menu.title')}
      onClick={() => onOpen(!opened)}
    >
      <IconChevronDown size={13} stroke={1.8} aria-hidden="true" />
    </button>
  )
  if (!opened) return target
  return (
    <Menu opened onChange={(next) => !next && onOpen(false)} position="bottom-start" width="max-content">
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <SortItems {...props} />
        <Menu.Divider />
        <PlaceItems {...props} />
      </Menu.Dropdown>
    </Menu>
  )
}

function SortItems({ column: { name }, sort, isFurther, deeds }: ColumnMenuProps) {
  const t = useText()
  const item = (descending: boolean, further: boolean) => (
    <Menu.Item
      key={`${descending} ${further}`}
      leftSection={
        descending ? <IconSortDescending size={16} stroke={1.6} /> : <IconSortAscending size={16} stroke={1.6} />
      }
      onClick={() => deeds.sort(name, descending, further)}
    >
      {t(`grid.menu.${further ? 'then' : 'sort'}${descending ? 'Down' : 'Up'}`)}
    </Menu.Item>
  )
  return (
    <>
      {item(false, false)}
      {item(true, false)}
      {isFurther && [item(false, true), item(true, true)]}
      {sort && (
        <Menu.Item leftSection={<IconX size={16} stroke={1.6} />} onClick={() => deeds.sort(name, null, true)}>
          {t('grid.menu.unsort')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconFilter size={16} stroke={1.6} />} onClick={() => deeds.filter(name)}>
        {t('grid.menu.filter')}
      </Menu.Item>
    </>
  )
}

function PlaceItems({ column: { name }, isFrozen, canStep, deeds }: ColumnMenuProps) {
  const t = useText()
  const Pin = isFrozen ? IconPinnedOff : IconPin
  return (
    <>
      <Menu.Item leftSection={<Pin size={16} stroke={1.6} />} onClick={() => deeds.freeze(name, !isFrozen)}>
        {t(isFrozen ? 'grid.menu.unfreeze' : 'grid.menu.freeze')}
      </Menu.Item>
      <Menu.Item leftSection={<IconEyeOff size={16} stroke={1.6} />} onClick={() => deeds.hide(name)}>
        {t('grid.menu.hide')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowLeft size={16} stroke={1.6} />}
        disabled={!canStep[0]}
        onClick={() => deeds.step(name, -1)}
      >
        {t('grid.menu.left')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowRight size={16} stroke={1.6} />}
        disabled={!canStep[1]}
        onClick={() => deeds.step(name, 1)}
      >
        {t('grid.menu.right')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowsHorizontal size={16} stroke={1.6} />} onClick={() => deeds.fit(name)}>
        {t('grid.menu.fit')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={<IconInfoCircle size={16} stroke={1.6} />} onClick={() => deeds.inspect(name)}>
        {t('grid.menu.inspect')}
      </Menu.Item>
    </>
  )
}
