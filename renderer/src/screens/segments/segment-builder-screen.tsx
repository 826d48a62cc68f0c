import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { toAppError } from '@shared/contract/app-error'
import type { Segment } from '@shared/contract/segment-channels'
import type { Dataset } from '@shared/dataset/schema'
import {
  type SegmentDefinition,
  type SegmentRequest,
  segmentRequestSchema,
} from '@shared/stored-segments/segment-definition'
import { usualSegments } from '@shared/stored-segments/usual-segments'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation, useParams, useSearchParams } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useStatus } from '../../app/store/status-store'
import { useDataset, useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { LiveCount } from '../../results/save-segment/live-count'
import classes from './builder/builder.module.css'
import { ColourField } from './builder/colour-field'
import { asGroup, conditionOf, firstLeaf } from './builder/condition-drafts'
import { GroupEditor } from './builder/group-editor'
import { RangeEditor } from './builder/range-editor'
import { SetEditor } from './builder/set-editor'
import { useDefinitionWords } from './definition-words'

/** Builds a segment from conditions or from other segments, or changes one that is kept. */
export default function SegmentBuilderScreen() {
  const t = useText()
  const { segmentId } = useParams()
  const [search] = useSearchParams()
  const segments = useWorkbenchStore((state) => state.segments)
  const edited = segments?.find(({ id }) => id === segmentId)
  const like = segments?.find(({ id }) => id === search.get('like'))
  const dataset = useDataset(edited?.datasetId ?? search.get('dataset'))
  useStatus({ datasetId: dataset?.id ?? null })
  if (!segments) return <Page title={t('stored.new')}>{<RowsSkeleton />}</Page>
  if (!dataset || (segmentId && !edited)) {
    return (
      <Page title={t('stored.new')}>
        <EmptyState title={t('stored.gone')} />
      </Page>
    )
  }
  return <Builder key={`${dataset.id} ${edited?.id} ${like?.id}`} dataset={dataset} edited={edited} like={like} />
}

interface Draft {
  name: string
  description: string
  colour: number | null
  definition: SegmentRequest | SegmentDefinition
}

interface BuilderProps {
  dataset: Dataset
  edited: Segment | undefined
  like: Segment | undefined
}

function Builder({ dataset, edited, like }: BuilderProps) {
  const t = useText()
  const [, navigate] = useLocation()
  const segments = useWorkbenchStore((state) => state.segments) ?? []
  const source = edited ?? like
  const [draft, setDraft] = useState<Draft>(() => ({
    name: edited?.name ?? (like ? t('builder.copyOf', { name: like.name }) : ''),
    description: source?.description ?? '',
    colour: edited?.colour ?? null,
    definition: source?.definition ?? { kind: 'rule', condition: { all: [firstLeaf(dataset)] } },
  }))
  const [problem, setProblem] = useState('')
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))
  const { definition } = draft
  const asked = segmentRequestSchema.safeParse(definition)
  const shownColour = draft.colour ?? segments.length % 10
  const save = async () => {
    const said = {
      name: draft.name,
      description: draft.description,
      ...(asked.success ? { definition: asked.data } : {}),
    }
    try {
      const kept = edited
        ? await workbench.segment.update({ segmentId: edited.id, ...said, colour: shownColour })
        : asked.success &&
          (await workbench.segment.create({
            dataset: dataset.id,
            ...said,
            definition: asked.data,
            ...(draft.colour === null ? {} : { colour: draft.colour }),
          }))
      if (kept) navigate(addresses.segment(kept.id))
    } catch (thrown) {
      setProblem(t(toAppError(thrown).message))
    }
  }
  const canSave = draft.name.trim() !== '' && (asked.success || definition.kind === 'rows')
  return (
    <Page
      title={edited ? t('builder.edit', { name: edited.name }) : t('stored.new')}
      line={t('builder.line', { dataset: dataset.name })}
      action={
        <Button leftSection={<IconCheck size={16} />} disabled={!canSave} onClick={() => void save()}>
          {t('builder.save')}
        </Button>
      }
    >
      <div className={classes.screen}>
        <div className={classes.main}>
          <DefinitionEditor dataset={dataset} edited={edited} draft={draft} onChange={change} />
        </div>
        <div className={classes.aside}>
          <TextInput
            label={t('builder.name')}
            value={draft.name}
            maxLength={200}
            error={problem}
            onChange={(event) => change({ name: event.currentTarget.value })}
            onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && canSave && void save()}
          />
          {definition.kind !== 'rows' && (
            <LiveCount datasetId={dataset.id} definition={definition as SegmentRequest} colour={shownColour} />
          )}
          <ColourField value={shownColour} onChange={(colour) => change({ colour })} />
          <TextInput
            label={t('builder.description')}
            value={draft.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
        </div>
      </div>
    </Page>
  )
}

interface DefinitionEditorProps {
  dataset: Dataset
  edited: Segment | undefined
  draft: Draft
  onChange(changes: Partial<Draft>): void
}

/** Rules and sets are built here; what came from a run or a selection is said in words. */
function DefinitionEditor({ dataset, edited, draft, onChange }: DefinitionEditorProps) {
  const t = useText()
  const wordsOf = useDefinitionWords()
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const others = (useWorkbenchStore((state) => state.segments) ?? []).filter(({ id }) => id !== edited?.id)
  const { definition } = draft
  const usual = usualSegments(dataset, datasets)
  /** A name that was never chosen follows the segment that is. */
  const names = new Set(['', ...usual.map(({ id }) => t(`stored.usual.${id}.name`))])
  if (definition.kind === 'score') {
    return (
      <>
        <p className={classes.hint}>{wordsOf(definition)}</p>
        <RangeEditor definition={definition} onChange={(range) => onChange({ definition: range })} />
      </>
    )
  }
  if (definition.kind !== 'rule' && definition.kind !== 'set') {
    return <p className={classes.hint}>{wordsOf(definition as SegmentDefinition)}</p>
  }
  const choose = (kind: string) =>
    onChange({
      definition:
        kind === 'rule'
          ? { kind: 'rule', condition: { all: [firstLeaf(dataset)] } }
          : { kind: 'set', operation: 'union', segments: others.slice(0, 2).map(({ id }) => id) },
    })
  return (
    <>
      {!edited && others.length > 0 && (
        <SegmentedControl
          aria-label={t('builder.kind.label')}
          data={(['rule', 'set'] as const).map((value) => ({ value, label: t(`builder.kind.${value}`) }))}
          value={definition.kind}
          onChange={choose}
        />
      )}
      {definition.kind === 'set' ? (
        <SetEditor definition={definition} segments={others} onChange={(set) => onChange({ definition: set })} />
      ) : (
        <>
          {!edited && (
            <div className={classes.usual}>
              {usual.map(({ id, condition }) => (
                <Button
                  key={id}
                  variant="default"
                  title={t(`stored.usual.${id}.line`)}
                  onClick={() =>
                    onChange({
                      definition: { kind: 'rule', condition: conditionOf(asGroup(condition)) },
                      name: names.has(draft.name) ? t(`stored.usual.${id}.name`) : draft.name,
                    })
                  }
                >
                  {t(`stored.usual.${id}.name`)}
                </Button>
              ))}
            </div>
          )}
          <GroupEditor
            dataset={dataset}
            group={asGroup(definition.condition)}
            onChange={(group) => onChange({ definition: { kind: 'rule', condition: conditionOf(group) } })}
          />
        </>
      )}
    </>
  )
}
