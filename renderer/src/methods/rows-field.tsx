import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Dataset } from '@shared/dataset/schema'
import { useState } from 'react'
import { useText } from '../app/locale/locale-provider'
import { useWorkbenchStore } from '../app/store/workbench-store'
import { workbench } from '../app/workbench'
import { useAnswer } from '../components/use-answer'
import type { Draft } from './draft'
import classes from './rows-field.module.css'

type Kind = 'all' | 'segment' | 'where'

interface RowsFieldProps {
  dataset: Dataset
  draft: Draft
  onChange(rows: Pick<Draft, 'where' | 'segment'>): void
}

/** Which rows take part: all of them, those of a named segment, or those that meet a condition. */
export function RowsField({ dataset, draft, onChange }: RowsFieldProps) {
  const t = useText()
  const segments = useNamedSegments(dataset.id)
  const [kind, setKind] = useState<Kind>(draft.segment !== null ? 'segment' : draft.where !== null ? 'where' : 'all')
  const kinds: Kind[] = segments.length > 0 || kind === 'segment' ? ['all', 'segment', 'where'] : ['all', 'where']
  const choose = (chosen: string) => {
    setKind(chosen as Kind)
    onChange({ where: chosen === 'where' ? '' : null, segment: chosen === 'segment' ? (segments[0] ?? null) : null })
  }
  return (
    <div>
      <div className={classes.head}>
        <span id="rows-label" className={classes.label}>
          {t('forms.rows.label')}
        </span>
        <span className={classes.count}>
          {kind === 'where' ? (
            <FoundRows dataset={dataset} where={draft.where} />
          ) : (
            kind === 'all' && t('common.rows', { count: dataset.nRows })
          )}
        </span>
      </div>
      <SegmentedControl
        fullWidth
        aria-labelledby="rows-label"
        data={kinds.map((value) => ({ value, label: t(`forms.rows.${value}`) }))}
        value={kind}
        onChange={choose}
      />
      {kind === 'segment' && (
        <Select
          mt={8}
          aria-label={t('forms.rows.segment')}
          data={segments}
          value={draft.segment}
          onChange={(segment: string | null) => onChange({ where: null, segment })}
        />
      )}
      {kind === 'where' && (
        <TextInput
          mt={8}
          aria-label={t('forms.rows.where')}
          placeholder={exampleCondition(dataset)}
          classNames={{ input: classes.where ?? '' }}
          value={draft.where ?? ''}
          onChange={(event) => onChange({ where: event.currentTarget.value, segment: null })}
        />
      )}
    </div>
  )
}

/** Stored segments, this dataset's first; then names that people gave to segments of its runs. */
function useNamedSegments(datasetId: string): string[] {
  const runs = useWorkbenchStore((state) => state.runs)
  const stored = useWorkbenchStore((state) => state.segments) ?? []
  const own = (runs ?? []).filter((run) => run.datasetId === datasetId)
  const mine = stored.filter((segment) => segment.datasetId === datasetId)
  const others = stored.filter((segment) => segment.datasetId !== datasetId)
  const named = own.flatMap((run) => Object.values(run.segmentNames)).toSorted()
  return [...new Set([...[...mine, ...others].map(({ name }) => name), ...named])]
}

/** A condition on the dataset's own first number, to show how one is written. */
function exampleCondition(dataset: Dataset): string {
  const column = dataset.columns.find((candidate) => candidate.measureType === 'continuous')
  return column ? `"${column.name}" > 100` : ''
}

/** How many rows meet the condition, as it is typed; or what is wrong with it. */
function FoundRows({ dataset, where }: { dataset: Dataset; where: string | null }) {
  const t = useText()
  const [condition] = useDebouncedValue(where?.trim() ?? '', 400)
  const found = useAnswer(`${dataset.id}@${dataset.revision}:${condition}`, async () => {
    if (condition === '') return null
    const view = await workbench.rows.open({ dataset: dataset.id, where: condition })
    await workbench.rows.close({ viewId: view.viewId })
    return view.count
  })
  if (condition === '') return t('forms.rows.whereHint')
  if (found.state === 'failed') return <span className={classes.problem}>{t(found.error.message)}</span>
  if (found.state === 'waiting' || found.value === null) return null
  return t('forms.rows.found', { found: found.value, all: dataset.nRows })
}
