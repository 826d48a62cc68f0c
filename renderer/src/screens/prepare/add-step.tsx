import { Button, Menu } from '@mantine/core'
import type { StepKindView } from '@shared/contract/recipe-channels'
import { IconPlus } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { isMadeElsewhere } from './made-elsewhere'
import classes from './prepare.module.css'

const groups = ['rows', 'columns', 'values', 'derive', 'shape', 'combine'] as const

interface AddStepProps {
  kinds: readonly StepKindView[]
  disabled: boolean
  onPick(kind: string): void
}

/** The menu of all kinds of step, by what they are about. */
export function AddStep({ kinds, disabled, onPick }: AddStepProps) {
  const t = useText()
  const offered = kinds.filter(({ kind }) => !isMadeElsewhere(kind))
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} />} disabled={disabled}>
          {t('prepare.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {groups.map((group) => (
          <Fragment key={group}>
            <Menu.Label>{t(`prepare.groups.${group}`)}</Menu.Label>
            {offered
              .filter((step) => step.group === group)
              .map(({ kind }) => (
                <Menu.Item key={kind} onClick={() => onPick(kind)}>
                  <span className={classes.menuName}>{t(`steps.${kind}.name`)}</span>
                  <span className={classes.menuHelp}>{t(`steps.${kind}.help`)}</span>
                </Menu.Item>
              ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
