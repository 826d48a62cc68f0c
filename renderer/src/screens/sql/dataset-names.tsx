import type { Dataset } from '@shared/dataset/schema'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { MeasureIcon } from '../../components/measure-icon'
import { quoteName } from './quote-name'
import classes from './sql-screen.module.css'

interface ColumnNamesProps {
  dataset: Dataset
  isOpen: boolean
  onPick: (name: string) => void
}

/** Datasets with their columns; a click writes the name into the question. */
export function DatasetNames({ datasets, onPick }: { datasets: readonly Dataset[]; onPick: (name: string) => void }) {
  const t = useText()
  return (
    <nav className={classes.names} aria-label={t('sql.tables')}>
      <h2>{t('sql.tables')}</h2>
      {datasets.map((dataset) => (
        <ColumnNames key={dataset.id} dataset={dataset} isOpen={datasets.length === 1} onPick={onPick} />
      ))}
      <p>{t('sql.rowColumn')}</p>
    </nav>
  )
}

function ColumnNames({ dataset: { name, columns }, isOpen, onPick }: ColumnNamesProps) {
  const t = useText()
  const [open, setOpen] = useState(isOpen)
  return (
    <>
      <div className={classes.tableName}>
        <button
          type="button"
          aria-expanded={open}
          aria-label={t('sql.columnsOf', { dataset: name })}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size={14} className={classes.chevron} />
        </button>
        <button type="button" onClick={() => onPick(quoteName(name))}>
          {name}
        </button>
      </div>
      {open && (
        <ul>
          {columns.map((column) => (
            <li key={column.name}>
              <button type="button" onClick={() => onPick(quoteName(column.name))}>
                <MeasureIcon type={column.measureType} size={13} />
                <span>{column.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
