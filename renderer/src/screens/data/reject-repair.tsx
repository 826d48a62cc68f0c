import { Button, Select, TextInput } from '@mantine/core'
import type { RejectFix } from '@shared/contract/reject-channels'
import type { Dataset } from '@shared/dataset/schema'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { notifyError, notifyText, notifyUndo } from '../../components/notify'
import type { KnownReject, RejectSummary } from './known-reject'
import classes from './rejects-grid.module.css'

interface RejectRepairProps {
  dataset: Dataset
  summary: RejectSummary
  selected: KnownReject | null
  onChanged: () => void
}

/** Sends repairs, says what came of them, and offers to take them back. */
function useRepair(dataset: Dataset, onChanged: () => void) {
  const [busy, setBusy] = useState(false)
  const repair = async (fix: RejectFix) => {
    setBusy(true)
    try {
      const { imported, left, undo } = await workbench.rejects.fix({ dataset: dataset.id, fixes: [fix] })
      if (undo === null) notifyText('warning', 'rejects.none')
      else notifyUndo('rejects.done', { imported, left }, () => workbench.import.undo({ batch: undo }))
      onChanged()
    } catch (thrown) {
      notifyError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return { busy, repair }
}

/** Under the table of rejected rows: one value for all rows alike, or the selected row written anew; then they are read again. */
export function RejectRepair({ dataset, summary, selected, onChanged }: RejectRepairProps) {
  const t = useText()
  const { busy, repair } = useRepair(dataset, onChanged)
  if (!summary.repairable) return <p className={classes.hint}>{t('rejects.notRepairable')}</p>
  return (
    <>
      {selected && <RowForm selected={selected} busy={busy} onRepair={repair} />}
      {summary.values.length > 0 && <AlikeForm summary={summary} busy={busy} onRepair={repair} />}
    </>
  )
}

interface FormProps {
  busy: boolean
  onRepair: (fix: RejectFix) => Promise<void>
}

function RowForm({ selected, busy, onRepair }: FormProps & { selected: KnownReject }) {
  const t = useText()
  const [raw, setRaw] = useState(selected.raw)
  return (
    <form
      className={classes.repair}
      onSubmit={(event) => {
        event.preventDefault()
        void onRepair({ kind: 'row', id: selected.id, raw })
      }}
    >
      <h3>{t('rejects.row', { line: selected.line ?? selected.row + 1 })}</h3>
      <div className={classes.fields}>
        <TextInput
          className={classes.wide}
          label={t('rejects.rowLabel')}
          value={raw}
          onChange={(event) => setRaw(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy}>
          {t('rejects.retry')}
        </Button>
      </div>
    </form>
  )
}

function AlikeForm({ summary, busy, onRepair }: FormProps & { summary: RejectSummary }) {
  const t = useText()
  const [chosen, setChosen] = useState('0')
  const [replacement, setReplacement] = useState('')
  const group = summary.values[Number(chosen)] ?? summary.values[0]
  if (!group) return null
  return (
    <form
      className={classes.repair}
      onSubmit={(event) => {
        event.preventDefault()
        const { column, value } = group
        void onRepair({ kind: 'alike', column, value, replacement })
      }}
    >
      <h3>{t('rejects.alike')}</h3>
      <p className={classes.hint}>{t('rejects.alikeLine')}</p>
      <div className={classes.fields}>
        <Select
          className={classes.wide}
          label={t('rejects.value')}
          searchable
          allowDeselect={false}
          value={chosen}
          data={summary.values.map((known, i) => ({ value: String(i), label: t('rejects.option', { ...known }) }))}
          onChange={(value) => setChosen(value ?? '0')}
        />
        <TextInput
          label={t('rejects.replacement')}
          value={replacement}
          onChange={(event) => setReplacement(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy}>
          {t('rejects.replaceAll', { count: group.count })}
        </Button>
      </div>
    </form>
  )
}
