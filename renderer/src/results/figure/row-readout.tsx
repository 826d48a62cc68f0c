import type { RunSummary } from '@shared/contract/workspace'
import { useText } from '../../app/locale/locale-provider'
import classes from './figure-view.module.css'
import { useRowWords } from './use-row-words'

/** Names the row under the pointer: its customer, or its number. */
export function RowReadout({ run, rowId }: { run: RunSummary; rowId: number | null }) {
  const t = useText()
  const words = useRowWords(run, rowId)
  if (rowId === null) return null
  return (
    <div className={classes.readout}>
      <strong>{words?.name ?? t('results.figure.row', { number: rowId + 1 })}</strong>
      {words?.others.map(({ column, value }) => (
        <div key={column}>
          {column}: {value}
        </div>
      ))}
    </div>
  )
}
