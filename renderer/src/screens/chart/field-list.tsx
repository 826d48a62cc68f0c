import type { ChartField } from '@shared/charts/chart-fields'
import type { ColumnInfo } from '@shared/dataset/schema'
import type { KeyboardEvent } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { MeasureIcon } from '../../components/measure-icon'
import classes from './chart-screen.module.css'

/** The key that puts the column with the focus into a field. */
const keys: Readonly<Record<string, ChartField>> = { x: 'x', y: 'y', c: 'color', s: 'size', p: 'facet' }

interface FieldListProps {
  columns: readonly ColumnInfo[]
  /** Without a field: into the first that is free. */
  onPick(name: string, field?: ChartField): void
}

/** Columns by name; one can be dragged to a field, clicked to fill the first that is free, or put into one by its key. */
export function FieldList({ columns, onPick }: FieldListProps) {
  const t = useText()
  const onKey = (event: KeyboardEvent<HTMLButtonElement>, name: string) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const field = keys[event.key.toLowerCase()]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (field === undefined && step === undefined) return
    event.preventDefault()
    if (field !== undefined) onPick(name, field)
    else focusBeside(event.currentTarget, step ?? 0)
  }
  return (
    <nav className={classes.fields} aria-label={t('charts.builder.columns')}>
      <h2>{t('charts.builder.columns')}</h2>
      <ul>
        {columns.map(({ name, measureType }) => (
          <li key={name}>
            <button
              type="button"
              draggable
              onDragStart={(event) => event.dataTransfer.setData('text/plain', name)}
              onClick={() => onPick(name)}
              onKeyDown={(event) => onKey(event, name)}
              title={name}
            >
              <MeasureIcon type={measureType} size={13} />
              <span>{name}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className={classes.keys}>{t('kept.fieldKeys')}</p>
    </nav>
  )
}

function focusBeside(button: HTMLElement, step: number): void {
  const item = button.closest('li')
  const other = step > 0 ? item?.nextElementSibling : item?.previousElementSibling
  other?.querySelector('button')?.focus()
}
