import { SegmentedControl } from '@mantine/core'
import type { QualityReport } from '@shared/quality/quality-report'
import { useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { Section } from '../../components/section'
import { AssociationHeatmap } from './association-heatmap'
import classes from './quality.module.css'

const measures = ['pearson', 'spearman', 'kendall', 'cramerV', 'cramerVCorrected'] as const
const pairsShown = 8

/** Which columns go together: a heatmap per measure, and the strongest pairs in words. */
export function AssociationsSection({ report }: { report: QualityReport }) {
  const t = useText()
  const format = useFormat()
  const { associations, nRows } = report
  const possible = measures.filter((measure) => associations[measure].columns.length > 1)
  const [chosen, setChosen] = useState<(typeof measures)[number]>('pearson')
  const measure = possible.includes(chosen) ? chosen : possible[0]
  if (!measure) return null
  const compared = measure === 'kendall' ? associations.kendallRows : associations.rows
  const sampled = compared < nRows
  return (
    <Section
      title={t('quality.associations')}
      line={
        <>
          {t('quality.associationsLine')} {sampled && t('quality.sampled', { rows: format.number(compared, 'count') })}{' '}
          {associations.leftOut > 0 && t('quality.leftOut', { count: associations.leftOut })}
        </>
      }
      aside={
        <SegmentedControl
          size="xs"
          value={measure}
          onChange={(value) => setChosen(measures.find((known) => known === value) ?? measure)}
          data={possible.map((known) => ({ value: known, label: t(`quality.measures.${known}`) }))}
        />
      }
    >
      <div className={classes.associations}>
        <AssociationHeatmap label={t(`quality.measures.${measure}`)} {...associations[measure]} />
        <div>
          <h3 className={classes.strongest}>{t('quality.strongest')}</h3>
          <ol className={classes.pairs}>
            {associations.top.slice(0, pairsShown).map((pair) => (
              <li key={`${pair.a}\n${pair.b}\n${pair.measure}`}>
                <span>
                  {pair.a} – {pair.b} <small>{t(`quality.measures.${pair.measure}`)}</small>
                </span>
                <span className={classes.strength}>{format.number(pair.value, 'number', 2)}</span>
              </li>
            ))}
          </ol>
        </div>
      </div>
    </Section>
  )
}
