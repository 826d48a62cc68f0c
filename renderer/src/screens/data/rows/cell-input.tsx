import type { ColumnProfile } from '@shared/contract/channels'
import type { ColumnInfo } from '@shared/dataset/schema'
import { readCell } from '@shared/recipe/convert-column'
import { numberColumn, textColumnOf } from '@shared/recipe/frame'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useText } from '../../../app/locale/locale-provider'
import classes from './cell-input.module.css'
import type { CellValue } from './use-cell-edits'

interface CellInputProps {
  column: ColumnInfo
  profile: ColumnProfile | undefined
  value: CellValue
  /** What was typed in place of the value, if anything. */
  typed: string | null
  /** @param step where the cursor goes afterwards: rows down, columns to the right */
  onDone: (value: CellValue, step: { down: number; right: number }) => void
  onCancel: () => void
}

/** What was typed, as the column holds it; undefined when it cannot. */
function readWritten(column: ColumnInfo, written: string): CellValue | undefined {
  const { name, storage } = column
  if (storage === 'text') return readCell(textColumnOf(name, []), written.trim())
  const empty = numberColumn(name, storage, new Float64Array(0))
  const read = readCell(empty, written.trim())
  // Days are sent as they are written.
  return typeof read === 'number' && (storage === 'date' || storage === 'datetime') ? written.trim() : read
}

/** The editor of one cell: Enter and Tab keep what was typed, Esc leaves the cell as it was. */
export function CellInput({ column, profile, value, typed, onDone, onCancel }: CellInputProps) {
  const t = useText()
  const id = useId()
  const [written, setWritten] = useState(typed ?? String(value ?? ''))
  const [problem, setProblem] = useState(false)
  const isOver = useRef(false)
  const finish = (down: number, right: number) => {
    if (isOver.current) return
    const read = readWritten(column, written)
    if (read === undefined) return setProblem(true)
    isOver.current = true
    onDone(read, { down, right })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') finish(event.shiftKey ? -1 : 1, 0)
    else if (event.key === 'Tab') finish(0, event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') {
      isOver.current = true
      onCancel()
    } else return
    event.preventDefault()
  }
  const onBlur = () => {
    // A value that cannot stand there is given up when the person goes elsewhere.
    if (readWritten(column, written) === undefined) onCancel()
    else finish(0, 0)
  }
  const suggestions = column.storage === 'text' ? (profile?.top ?? []) : []
  return (
    <span className={classes.editor}>
      <input
        className={classes.input}
        aria-label={t('grid.edit.cell', { column: column.name })}
        aria-invalid={problem}
        aria-describedby={problem ? `${id}-problem` : undefined}
        // biome-ignore lint/a11y/noAutofocus: the person asked to edit this cell
        autoFocus
        list={suggestions.length > 0 ? `${id}-values` : undefined}
        inputMode={column.storage === 'integer' || column.storage === 'real' ? 'decimal' : 'text'}
        value={written}
        onFocus={(event) => typed === null && event.currentTarget.select()}
        onChange={(event) => {
          setProblem(false)
          setWritten(event.currentTarget.value)
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      {suggestions.length > 0 && (
        <datalist id={`${id}-values`}>
          {suggestions.map((known) => (
            <option key={known.value} value={known.value} />
          ))}
        </datalist>
      )}
      {problem && (
        <span id={`${id}-problem`} role="alert" className={classes.problem}>
          {t(`grid.edit.expected.${column.storage}`)}
        </span>
      )}
    </span>
  )
}
