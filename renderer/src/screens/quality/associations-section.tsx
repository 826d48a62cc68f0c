import { Button, SegmentedControl } from '@mantine/core'
import type { QualityReport } from '@shared/quality/quality-report'
import { useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { Section } from '../../components/section'
import { AssociationHeatmap } from './association-heatmap'
import classes from './quality.module.css'

const measures = ['pearson', 'spearman', 'kendall', 'cramerV', 'cramerVCorrected'] as const
const pairsShown = 8
/** Of more columns a square is shown of those that go together most, until all are asked for. */
const columnsShown = 15

/** Which columns go together: a heatmap per measure, and the strongest pairs in words. */
export function AssociationsSection({ report }: { report: QualityReport }) {
  const t = useText()
  const format = useFormat()
  const { associations, nRows } = report
  const possible = measures.filter((measure) => associations[measure].columns.length > 1)
  const [chosen, setChosen] = useState<(typeof measures)[number]>('pearson')
  const [isWhole, setWhole] = useState(false)
  const measure = possible.includes(chosen) ? chosen : possible[0]
  if (!measure) return null
  const compared = measure === 'kendall' ? associations.kendallRows : associations.rows
  const sampled = compared < nRows
  const all = associations[measure]
  const shown = isWhole ? all : strongest(all)
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
        <div className={classes.heat}>
          <AssociationHeatmap key={`${measure} ${isWhole}`} label={t(`quality.measures.${measure}`)} {...shown} />
          {all.columns.length > columnsShown && (
            <Button size="compact-xs" variant="subtle" mt={6} onClick={() => setWhole(!isWhole)}>
              {t(isWhole ? 'quality.strongestColumns' : 'quality.allColumns', {
                count: isWhole ? columnsShown : all.columns.length,
              })}
            </Button>
          )}
        </div>
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

type Square = QualityReport['associations']['pearson']

/** The columns that take part in the strongest pairs, in their order. */
function strongest({ columns, values }: Square): Square {
  const strength = (i: number) =>
    Math.max(...(values[i] ?? []).map((value, j) => (i === j || value === null ? 0 : Math.abs(value))))
  const places = columns
    .map((_, i) => ({ i, strength: strength(i) }))
    .sort((a, b) => b.strength - a.strength)
    .slice(0, columnsShown)
    .map(({ i }) => i)
    .sort((a, b) => a - b)
  return {
    columns: places.map((i) => columns[i] as string),
    values: places.map((i) => places.map((j) => values[i]?.[j] ?? null)),
  }
}
