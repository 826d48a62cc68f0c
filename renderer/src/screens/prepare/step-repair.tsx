import { Button, Group } from '@mantine/core'
import type { AppError } from '@shared/contract/app-error'
import { useText } from '../../app/locale/locale-provider'
import { PickMenu } from '../../components/pick-menu'
import classes from './prepare.module.css'

interface StepRepairProps {
  error: AppError
  /** Columns that could take the place of one that is missing. */
  columns: readonly string[]
  isBusy: boolean
  onReplace(missing: string, other: string): void
  onEdit(): void
  onToggle(): void
}

/** Why a step does not fit the data, and what can be done about it. */
export function StepRepair({ error, columns, isBusy, onReplace, onEdit, onToggle }: StepRepairProps) {
  const t = useText()
  const missing = error.code === 'columnMissing' ? error.column : undefined
  return (
    <>
      <p className={classes.unfit}>{t('prepare.notFit', { reason: t(error.message) })}</p>
      <Group gap={6} mt={4}>
        {missing !== undefined && !isBusy && (
          <PickMenu
            label={t('prepare.replaceColumn', { column: missing })}
            placeholder={t('prepare.replaceColumn', { column: missing })}
            picks={columns.map((name) => ({ value: name, label: name }))}
            value={null as string | null}
            onPick={(other) => other !== null && onReplace(missing, other)}
          />
        )}
        <Button size="compact-xs" variant="default" disabled={isBusy} onClick={onEdit}>
          {t('prepare.edit')}
        </Button>
        <Button size="compact-xs" variant="subtle" disabled={isBusy} onClick={onToggle}>
          {t('prepare.switchOff')}
        </Button>
      </Group>
    </>
  )
}
