import { Button, Kbd, Select } from '@mantine/core'
import { useHotkeys, useOs } from '@mantine/hooks'
import type { MethodDescriptor, RunRequest, RunSummary } from '@shared/contract/workspace'
import type { Dataset } from '@shared/dataset/schema'
import { useEffect, useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { navigate } from '../../app/routes/hash-location'
import { useStatus } from '../../app/store/status-store'
import { notifyError } from '../../components/notify'
import { Page } from '../../components/page'
import { Answered, EmptyState, ErrorState } from '../../components/states'
import { checkDraft, type Draft } from '../../methods/draft'
import { MethodForm } from '../../methods/method-form'
import { newRunAddress } from '../../methods/run-addresses'
import { startRun } from '../../methods/start-run'
import { type StartingPoint, useDraft, useStartingPoint } from '../../methods/use-draft'
import { useMethodWords } from '../../methods/use-method-words'
import { NoticeLine } from '../../results/notice-line'
import { FormShape } from './form-shape'
import { RunEstimate } from './run-estimate'
import classes from './run-form.module.css'

interface RunFormProps {
  method: MethodDescriptor
  dataset: Dataset | undefined
  datasets: readonly Dataset[]
  from: RunSummary | undefined
  /** A request that was stopped or failed. */
  again: RunRequest | undefined
  /** A role or parameter to go to at once. */
  focus: string | null
  /** What kind of column is to be predicted. */
  target: 'kinds' | undefined
}

/** What a run is to do, filled in with what fits the data, so that Run may be the first thing that is pressed. */
export function RunForm(props: RunFormProps) {
  const t = useText()
  const { method, from, again, target } = props
  const words = useMethodWords(method.id)
  const takesData = Object.keys(method.inputs).length > 0
  const needsData = Object.values(method.inputs).some((input) => input.required)
  const dataset = takesData ? props.dataset : undefined
  const start = useStartingPoint({ method, dataset, from, again, target })
  useStatus({ datasetId: dataset?.id ?? null })
  if (needsData && !dataset) return <EmptyState title={words.name} line={t('forms.noData')} />
  const head = { title: words.name, line: words.summary }
  if (start.state === 'waiting') return <Page {...head}>{<FormShape />}</Page>
  if (start.state === 'failed') return <Page {...head}>{<ErrorState error={start.error} onAgain={start.again} />}</Page>
  return (
    <Answered answer={start}>
      {(value) => (
        <FilledForm
          key={dataset?.revision}
          {...props}
          dataset={dataset}
          start={value}
          name={words.name}
          summary={words.summary}
        />
      )}
    </Answered>
  )
}

function FilledForm(props: RunFormProps & { start: StartingPoint; name: string; summary: string }) {
  const { method, dataset, datasets, focus, start, name, summary } = props
  const t = useText()
  const { draft, source, change, propose } = useDraft(start)
  const [isStarting, setStarting] = useState(false)
  const problems = checkDraft(method, draft)
  const isReady = Object.keys(problems).length === 0 && !isStarting
  const run = () => {
    if (!isReady) return
    setStarting(true)
    startRun(withoutEmptyCondition(draft), dataset?.id)
      .catch(notifyError)
      .finally(() => setStarting(false))
  }
  useHotkeys([['mod+Enter', run]], [])
  useFocusOn(focus)
  return (
    <Page title={name} line={summary} action={<RunButton ready={isReady} loading={isStarting} onRun={run} />}>
      <div className={classes.top}>
        {datasets.length > 1 && dataset && (
          <Select
            className={classes.dataset}
            aria-label={t('forms.dataset')}
            data={datasets.map(({ id, name: label }) => ({ value: id, label }))}
            value={dataset.id}
            onChange={(id) => id && navigate(newRunAddress(method.id, { dataset: id }), { replace: true })}
          />
        )}
        <RunEstimate draft={draft} isValid={Object.keys(problems).length === 0} />
      </div>
      <SourceLine source={source} onPropose={start.proposal ? propose : undefined} />
      <MethodForm
        method={method}
        dataset={dataset}
        draft={draft}
        proposal={start.proposal}
        problems={problems}
        focus={focus}
        onChange={change}
      />
    </Page>
  )
}

function withoutEmptyCondition(draft: Draft): Draft {
  return draft.where?.trim() === '' ? { ...draft, where: null } : draft
}

function RunButton({ ready, loading, onRun }: { ready: boolean; loading: boolean; onRun(): void }) {
  const t = useText()
  const isMac = useOs() === 'macos'
  return (
    <Button size="sm" disabled={!ready} loading={loading} onClick={onRun} aria-keyshortcuts="Control+Enter Meta+Enter">
      {t('forms.run')}
      <Kbd className={classes.keys ?? ''}>{isMac ? '⌘ ↵' : 'Ctrl ↵'}</Kbd>
    </Button>
  )
}

/** Says where the choices come from when they are not simply what is proposed. */
function SourceLine({ source, onPropose }: { source: StartingPoint['source']; onPropose: (() => void) | undefined }) {
  const t = useText()
  if (source !== 'last' && source !== 'run') return null
  return (
    <div className={classes.source}>
      <NoticeLine
        level="info"
        action={
          onPropose && (
            <Button variant="subtle" size="compact-xs" onClick={onPropose}>
              {t('forms.useWholeProposal')}
            </Button>
          )
        }
      >
        {t(`forms.source.${source}`)}
      </NoticeLine>
    </div>
  )
}

/** Puts the focus on the field that a chip of a result led to. */
function useFocusOn(name: string | null): void {
  useEffect(() => {
    if (!name) return
    const field =
      document.getElementById(`param-${name}`) ?? document.querySelector(`[id="role-${name}"], fieldset input`)
    const target = field?.querySelector<HTMLElement>('input:checked') ?? (field as HTMLElement | null)
    target?.focus()
    target?.scrollIntoView({ block: 'center' })
  }, [name])
}
