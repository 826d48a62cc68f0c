import { Button, Group, SegmentedControl } from '@mantine/core'
import type { StepKindView } from '@shared/contract/recipe-channels'
import type { ColumnInfo, Dataset } from '@shared/dataset/schema'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { ExampleTable } from '../../components/example-table'
import { Section } from '../../components/section'
import { useMethodWords } from '../../methods/use-method-words'
import { StepField } from './fields/step-field'
import { isShown, picksOf, type StepSchema } from './fields/step-schema'
import classes from './prepare.module.css'
import { proposedParams, withProposedKeys } from './proposed-params'
import { type StepView, sent } from './use-recipe'
import { type StepPreview, useStepPreview } from './use-step-preview'

/** A step that is being made, or with `step` changed. */
export interface EditedStep {
  place: number
  kind: string
  params: Record<string, unknown>
  step?: StepView
}

interface StepEditorProps {
  dataset: Dataset
  steps: readonly StepView[]
  edited: EditedStep
  kind: StepKindView | undefined
  isBusy: boolean
  onApply(edited: EditedStep): void
  onCancel(): void
}

/** The form of a step, made of its parameters, and what the step would do. */
export function StepEditor({ dataset, steps, edited, kind, isBusy, onApply, onCancel }: StepEditorProps) {
  const t = useText()
  const words = useMethodWords(edited.kind, `steps.${edited.kind}`)
  const before = steps.slice(0, edited.place).map(sent)
  const columns = useColumnsBefore(dataset, steps, edited)
  const datasets = (useWorkbenchStore((state) => state.datasets) ?? []).filter(({ id }) => id !== dataset.id)
  const [params, setParams] = useState(() =>
    edited.step ? edited.params : proposedParams(edited.kind, columns, datasets),
  )
  const other = datasets.find(({ id, name }) => id === params['dataset'] || name === params['dataset'])
  const properties = Object.entries((kind?.params as StepSchema | undefined)?.properties ?? {}) as [
    string,
    StepSchema,
  ][]
  const ways = properties.some(([, schema]) => picksOf(schema) === 'conditions')
  const [way, setWay] = useState<Way>(isAbsent(edited.params['where']) ? 'conditions' : 'formula')
  const changeWay = (next: Way) => {
    setWay(next)
    setParams((last) => withParam(withParam(last, 'where', undefined), 'conditions', undefined))
  }
  const isChosen = !ways || !isAbsent(params['where']) || !isAbsent(params['conditions'])
  const isComplete =
    isChosen && properties.every(([name, schema]) => schema.default !== undefined || !isAbsent(params[name]))
  const wanted = [...before, { kind: edited.kind, params }]
  const preview = useStepPreview(dataset.id, isComplete ? wanted : null, edited.place)
  const set = (name: string, value: unknown) =>
    setParams((last) => withProposedKeys(edited.kind, withParam(last, name, value), columns, datasets))
  const report = preview?.reports.at(-1)
  const refused = preview?.error ?? report?.error ?? null
  return (
    <Section title={words.name} line={t(`steps.${edited.kind}.help`)}>
      <form
        className={classes.form}
        aria-label={t(edited.step ? 'prepare.change' : 'prepare.new')}
        onSubmit={(event) => {
          event.preventDefault()
          if (isComplete && !refused && !isBusy) onApply({ ...edited, params })
        }}
      >
        {ways && <WayControl way={way} onChange={changeWay} />}
        {properties
          .filter(([, schema]) => isShown(schema, params, properties) && isWay(schema, ways, way))
          .map(([name, schema]) => (
            <StepField
              key={name}
              name={name}
              schema={schema}
              words={words}
              value={params[name]}
              columns={columns}
              otherColumns={other?.columns ?? []}
              dataset={dataset}
              isWrong={refused?.parameter === name}
              onChange={(value) => set(name, value)}
            />
          ))}
        <PreviewLine isComplete={isComplete} preview={preview} />
        <Group mt={12} gap={8}>
          <Button type="submit" disabled={!isComplete || isBusy || refused !== null} loading={isBusy}>
            {t('prepare.apply')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('prepare.cancel')}
          </Button>
        </Group>
      </form>
    </Section>
  )
}

type Way = 'conditions' | 'formula'

/** Rows are chosen by conditions or by a formula; the other field stays away. */
function isWay(schema: StepSchema, ways: boolean, way: Way): boolean {
  const picks = picksOf(schema)
  return !ways || (picks !== 'conditions' && picks !== 'formula') || picks === way
}

function WayControl({ way, onChange }: { way: Way; onChange(way: Way): void }) {
  const t = useText()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('prepare.way')}
      value={way}
      data={[
        { value: 'conditions', label: t('prepare.byConditions') },
        { value: 'formula', label: t('prepare.byFormula') },
      ]}
      onChange={(next) => onChange(next as Way)}
    />
  )
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** A parameter without a value is left out: then its default counts. */
function withParam(params: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  const { [name]: _, ...others } = params
  return value === undefined ? others : { ...others, [name]: value }
}

/** The columns that the step finds: the dataset's own behind the last step, otherwise those behind the steps before it. */
function useColumnsBefore(dataset: Dataset, steps: readonly StepView[], edited: EditedStep): readonly ColumnInfo[] {
  const isLast = edited.place === steps.length
  const preview = useStepPreview(dataset.id, isLast ? null : steps.slice(0, edited.place).map(sent))
  return isLast ? dataset.columns : (preview?.columns ?? [])
}

function PreviewLine({ isComplete, preview }: { isComplete: boolean; preview: StepPreview | null }) {
  const t = useText()
  if (!isComplete) return <p className={classes.preview}>{t('prepare.nothingChosen')}</p>
  if (!preview) return <p className={classes.preview}>{t('prepare.previewWaiting')}</p>
  const report = preview.reports.at(-1)
  const error = preview.error ?? report?.error
  // The field of a formula says itself what is wrong, where it is wrong.
  if (error?.code.startsWith('formula')) return null
  if (error || !report) {
    return (
      <p className={classes.problem} role="alert">
        {error && t(error.message)}
      </p>
    )
  }
  const { rows, cells, nRows, nColumns, notes } = report
  return (
    <div className={classes.preview} role="status">
      {t('prepare.preview', { rows, cells, nRows, nColumns })}
      {notes.map((note) => (
        <p key={t(note)}>{t(note)}</p>
      ))}
      {preview.examples && rows > 0 && (
        <div className={classes.examples}>
          <ExampleTable examples={preview.examples} />
        </div>
      )}
    </div>
  )
}
