import type { QualityReport } from '@shared/quality/quality-report'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { Section } from '../../components/section'
import { Tag } from '../../components/tag'
import classes from './quality.module.css'

/** Of a longer list the others are counted. */
const columnsShown = 10

/** Which columns are empty in the same rows; nothing where none is. */
export function MissingPatternsSection({ report }: { report: QualityReport }) {
  const t = useText()
  const format = useFormat()
  const { missingPatterns, nRows } = report
  if (missingPatterns.every(({ columns }) => columns.length === 0)) return null
  return (
    <Section title={t('quality.patterns')} line={t('quality.patternsLine')}>
      <table className={classes.patterns}>
        <thead>
          <tr>
            <th scope="col">{t('quality.columns')}</th>
            <th scope="col">{t('quality.share')}</th>
          </tr>
        </thead>
        <tbody>
          {missingPatterns.map(({ columns, rows }) => (
            <tr key={columns.join('\n')}>
              <td>
                <span className={classes.tags}>
                  {columns.length === 0 && <Tag tone="accent">{t('quality.complete')}</Tag>}
                  {columns.slice(0, columnsShown).map((column) => (
                    <Tag key={column}>{column}</Tag>
                  ))}
                  {columns.length > columnsShown && (
                    <span title={columns.slice(columnsShown).join(', ')}>
                      {t('quality.moreColumns', { count: columns.length - columnsShown })}
                    </span>
                  )}
                </span>
              </td>
              <td>
                <span className={classes.share}>
                  <span className={classes.track}>
                    <span style={{ width: `${(rows / Math.max(1, nRows)) * 100}%` }} />
                  </span>
                  {format.number(rows / Math.max(1, nRows), 'percent')} · {t('common.rows', { count: rows })}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
