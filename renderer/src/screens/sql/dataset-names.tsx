import type { Dataset } from '@shared/dataset/schema'
import { useText } from '../../app/locale/locale-provider'
import { MeasureIcon } from '../../components/measure-icon'
import { quoteName } from './quote-name'
import classes from './sql-screen.module.css'

/** Datasets with their columns; a click writes the name into the question. */
export function DatasetNames({ datasets, onPick }: { datasets: readonly Dataset[]; onPick: (name: string) => void }) {
  const t = useText()
  return (
    <nav className={classes.names} aria-label={t('sql.tables')}>
      <h2>{t('sql.tables')}</h2>
      {datasets.map((dataset) => (
        <details key={dataset.id} open={datasets.length === 1}>
          <summary>
            <button type="button" onClick={() => onPick(quoteName(dataset.name))}>
              {dataset.name}
            </button>
          </summary>
          <ul>
            {dataset.columns.map((column) => (
              <li key={column.name}>
                <button type="button" onClick={() => onPick(quoteName(column.name))}>
                  <MeasureIcon type={column.measureType} size={13} />
                  <span>{column.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      ))}
      <p>{t('sql.rowColumn')}</p>
    </nav>
  )
}
