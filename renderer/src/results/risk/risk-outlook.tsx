import type { RiskChoice } from '@shared/learning/risk/risk-choice'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import classes from './risk-panel.module.css'
import type { RiskLook } from './risk-view'

interface RiskOutlookProps {
  look: RiskLook
  choice: RiskChoice
  positive: string
  isMoney: boolean
}

/** What the choice implies, in numbers that change as it does. */
export function RiskOutlook({ look, choice, positive, isMoney }: RiskOutlookProps) {
  const t = useText()
  const format = useFormat()
  const { outlook, nKnown, nWithoutValue } = look
  const { measured } = outlook
  const count = (value: number) => format.number(Math.round(value), 'count')
  const share = (part: number, whole: number) => format.number(whole > 0 ? part / whole : null, 'percent', 0)
  const amount = (value: number) => format.number(value, isMoney ? 'currency' : 'number', 0)
  const rate = format.number(choice.successRate, 'percent', 0)
  return (
    <>
      <dl className={classes.outlook} aria-live="polite">
        <Figure
          label={t('risk.outlook.selected')}
          value={count(outlook.selected)}
          line={t('risk.outlook.selectedOf', { count: outlook.ranked })}
        />
        <Figure
          label={t('risk.outlook.from')}
          value={format.number(outlook.probability, 'percent', 0)}
          line={
            outlook.selected > 0
              ? t('risk.outlook.expectedLine', {
                  positive,
                  count: count(outlook.expected),
                  share: share(outlook.expected, outlook.selected),
                })
              : ''
          }
        />
        {measured && (
          <>
            <Figure
              label={t('risk.outlook.caught')}
              value={share(measured.caught, measured.positives)}
              line={t('risk.outlook.caughtLine', {
                caught: count(measured.caught),
                positives: count(measured.positives),
                positive,
              })}
            />
            <Figure
              label={t('risk.outlook.precision')}
              value={share(measured.caught, measured.reached)}
              line={
                measured.precision
                  ? t('risk.outlook.precisionLine', {
                      caught: count(measured.caught),
                      reached: count(measured.reached),
                      low: format.number(measured.precision.low, 'percent', 0),
                      high: format.number(measured.precision.high, 'percent', 0),
                    })
                  : ''
              }
            />
          </>
        )}
        {outlook.valueAtRisk !== null && (
          <Figure label={t('risk.outlook.valueAtRisk')} value={amount(outlook.valueAtRisk)} line="" />
        )}
        {outlook.saved !== null && (
          <Figure
            label={t('risk.outlook.saved')}
            value={amount(outlook.saved)}
            line={
              outlook.cost > 0
                ? t('risk.outlook.savedLine', { rate, cost: amount(outlook.cost) })
                : t('risk.outlook.savedFree', { rate })
            }
          />
        )}
      </dl>
      <p className={classes.help}>
        {measured ? t('risk.outlook.measuredLine', { rows: measured.rows }) : t('risk.outlook.unmeasured')}{' '}
        {nKnown > 0 && `${t('risk.leftOut', { count: nKnown, positive })} `}
        {nWithoutValue > 0 && t('risk.withoutValue', { count: nWithoutValue })}
      </p>
    </>
  )
}

function Figure({ label, value, line }: { label: ReactNode; value: string; line: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
      <dd className={classes.small}>{line}</dd>
    </div>
  )
}
