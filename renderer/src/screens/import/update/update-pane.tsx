import { MultiSelect, Radio } from '@mantine/core'
import type { ImportDiff, ImportMode } from '@shared/contract/reimport'
import { useText } from '../../../app/locale/locale-provider'
import panes from '../wizard.module.css'
import classes from './update.module.css'

interface UpdatePaneProps {
  diff: ImportDiff | null
  mode: ImportMode
  /** Columns that were chosen; null: the ones found. */
  chosenKey: readonly string[] | null
  columns: readonly string[]
  onMode: (mode: ImportMode) => void
  onKey: (key: string[] | null) => void
}

const modes = ['upsert', 'append', 'replace'] as const

/** Rows that the dataset will have. */
function rowsAfter(diff: ImportDiff, mode: ImportMode, rowsOfFile: number): number {
  if (mode === 'replace') return rowsOfFile
  return diff.rowsBefore + (mode === 'append' ? rowsOfFile : diff.new)
}

/** Rows of the file that could be read. */
function rowsRead(diff: ImportDiff): number {
  const misfits = diff.conflicts.find(({ reason }) => reason === 'typeMismatch')?.rows ?? 0
  return diff.new + diff.updated + diff.unchanged + diff.conflicting - misfits
}

function Consequence({ diff, mode }: { diff: ImportDiff; mode: ImportMode }) {
  const t = useText()
  const known = diff.updated + diff.unchanged
  return (
    <>
      <p className={classes.after}>{t('reimport.rowsAfter', { rows: rowsAfter(diff, mode, rowsRead(diff)) })}</p>
      {mode === 'upsert' && diff.conflicting > 0 && (
        <p className={panes.warning}>{t('reimport.refused', { rows: diff.conflicting })}</p>
      )}
      {mode === 'append' && known > 0 && <p className={panes.warning}>{t('reimport.twice', { rows: known })}</p>}
    </>
  )
}

/** At the right, while a dataset is being updated: which columns name a row, and what happens with the rows. */
export function UpdatePane({ diff, mode, chosenKey, columns, onMode, onKey }: UpdatePaneProps) {
  const t = useText()
  const key = chosenKey ?? diff?.key ?? []
  const found = chosenKey === null && key.length > 0
  return (
    <aside className={panes.pane} aria-label={t('reimport.how')}>
      <h2>{t('reimport.how')}</h2>
      <Radio.Group value={mode} onChange={(wanted) => onMode(wanted as ImportMode)} aria-label={t('reimport.how')}>
        {modes.map((name) => (
          <Radio
            key={name}
            value={name}
            mb="sm"
            disabled={name === 'upsert' && key.length === 0}
            label={t(`reimport.modes.${name}`)}
            description={t(`reimport.modeHelp.${name}`)}
          />
        ))}
      </Radio.Group>
      {diff && <Consequence diff={diff} mode={mode} />}
      <MultiSelect
        mt="md"
        label={t('reimport.keyColumns')}
        description={found ? t('reimport.keyFound') : diff && key.length === 0 ? t('reimport.keyNone') : undefined}
        data={[...columns]}
        value={[...key]}
        searchable
        onChange={(wanted) => onKey(wanted.length > 0 ? wanted : null)}
      />
    </aside>
  )
}
