import type { ScoreReport as Report } from '@shared/contract/risk-channels'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { NoticeLine } from '../notice-line'
import classes from './risk-panel.module.css'

/** How scored rows differ from those the model learned from: said, never guessed away. */
export function ScoreReport({ report }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const much = report.drift.filter(({ level }) => level === 'much')
  const some = report.drift.filter(({ level }) => level === 'some')
  const psi = (value: number) => format.number(value, 'number', 2)
  const lines: ReactNode[] = [
    ...much.map(({ column, psi: value }) => t('risk.score.driftMuch', { column, psi: psi(value) })),
    ...report.unknown.map(({ column, rows, levels }) =>
      t('risk.score.unknown', { column, rows, levels: levels.slice(0, 5).join(', ') }),
    ),
    ...report.missing.map(({ column, rows }) => t('risk.score.missing', { column, rows })),
    ...some.map(({ column, psi: value }) => t('risk.score.driftSome', { column, psi: psi(value) })),
  ]
  const level = much.length > 0 || report.unknown.length > 0 ? 'warning' : 'info'
  return (
    <NoticeLine level={level}>
      {t(lines.length > 0 ? 'risk.score.scored' : 'risk.score.good', { rows: report.nRows })}
      {lines.length > 0 && (
        <ul className={classes.report}>
          {lines.map((line) => (
            <li key={String(line)}>{line}</li>
          ))}
        </ul>
      )}
    </NoticeLine>
  )
}
