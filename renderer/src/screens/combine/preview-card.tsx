import { useFormat, useText } from '../../app/locale/locale-provider'
import { MeasureIcon } from '../../components/measure-icon'
import { RowsSkeleton } from '../../components/states'
import classes from './combine.module.css'
import type { Preview } from './use-preview'

/** What would come out: how many rows, which columns, and what there is to know. */
export function PreviewCard({ preview }: { preview: Preview }) {
  const t = useText()
  const format = useFormat()
  const value = preview.state === 'ready' ? preview.value : preview.state === 'waiting' ? preview.before : null
  return (
    <section className={classes.preview} aria-label={t('combine.preview')} aria-busy={preview.state === 'waiting'}>
      <h2>{t('combine.preview')}</h2>
      {preview.state === 'none' && <p>{t('combine.incomplete')}</p>}
      {preview.state === 'failed' && (
        <p role="alert" data-tone="bad">
          {t(preview.error.message)}
        </p>
      )}
      {preview.state === 'waiting' && !value && <RowsSkeleton rows={6} />}
      {value && (
        <>
          <p className={classes.size}>{t('combine.size', { rows: value.nRows, columns: value.columns.length })}</p>
          <ul className={classes.notes}>
            {value.notes.map((note) => (
              <li key={JSON.stringify(note)}>{t(note)}</li>
            ))}
          </ul>
          <ul className={classes.columns}>
            {value.columns.map((column) => (
              <li key={column.name}>
                <MeasureIcon type={column.measureType} size={14} />
                <span className={classes.columnName}>{column.name}</span>
                {column.missing > 0 && (
                  <span className={classes.missing}>
                    {t('combine.missing', {
                      share: format.number(column.missing / Math.max(1, value.nRows), 'percent'),
                    })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
