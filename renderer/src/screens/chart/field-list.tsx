import type { ColumnInfo } from '@shared/dataset/schema'
import { useText } from '../../app/locale/locale-provider'
import { MeasureIcon } from '../../components/measure-icon'
import classes from './chart-screen.module.css'

/** Columns by name; one can be dragged to a field, or clicked to fill the first that is free. */
export function FieldList({ columns, onPick }: { columns: readonly ColumnInfo[]; onPick(name: string): void }) {
  const t = useText()
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
              title={name}
            >
              <MeasureIcon type={measureType} size={13} />
              <span>{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
