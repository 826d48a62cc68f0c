import type { RunSummary } from '@shared/contract/workspace'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { useDataset, useWorkbenchStore } from '../../app/store/workbench-store'
import { type Fact, Facts } from '../../components/facts'
import { Inspector } from '../../components/inspector'
import { columnsOf } from '../../methods/draft'
import { paramFields } from '../../methods/params/param-field'
import { useMethodWords } from '../../methods/use-method-words'
import classes from './how-computed.module.css'

/** How a result was computed, in the inspector: rows, parameters, seed, formula, source, data. */
export function HowComputed({ run }: { run: RunSummary }) {
  const t = useText()
  const words = useMethodWords(run.methodId)
  const method = useWorkbenchStore((state) => state.methods?.find((candidate) => candidate.id === run.methodId))
  return (
    <Inspector title={t('runs.how.title')}>
      <p className={classes.summary}>{words.summary}</p>
      <Facts facts={useRowFacts(run)} />
      <h3 className={classes.heading}>{t('runs.how.choices')}</h3>
      <Choices run={run} />
      {words.formula && (
        <>
          <h3 className={classes.heading}>{t('runs.how.formula')}</h3>
          <pre className={classes.formula}>{words.formula}</pre>
        </>
      )}
      {method && method.references.length > 0 && (
        <>
          <h3 className={classes.heading}>{t('runs.how.reference')}</h3>
          {method.references.map((reference) => (
            <p key={reference.citation} className={classes.reference}>
              {reference.citation}
              {reference.variant && <> ({reference.variant})</>}
            </p>
          ))}
        </>
      )}
      <h3 className={classes.heading}>{t('runs.how.data')}</h3>
      <Facts facts={useDataFacts(run)} />
    </Inspector>
  )
}

function useRowFacts({ diagnostics, request, startedAt, durationMs, appVersion }: RunSummary): Fact[] {
  const t = useText()
  const format = useFormat()
  const { rowsUsed, rowsDropped, dropped, converged, iterations } = diagnostics
  const facts: Fact[] = [
    { label: t('runs.how.rowsUsed'), value: format.number(rowsUsed, 'count') },
    { label: t('runs.how.rowsDropped'), value: format.number(rowsDropped, 'count') },
    ...dropped.map(({ reason, rows }) => ({ label: `– ${t(reason)}`, value: format.number(rows, 'count') })),
  ]
  if (request.where ?? request.segment)
    facts.push({ label: t('forms.rows.label'), value: request.segment ?? request.where })
  if (converged !== null)
    facts.push({ label: t('runs.how.converged'), value: t(converged ? 'results.yes' : 'results.no') })
  if (iterations !== null) facts.push({ label: t('runs.how.iterations'), value: format.number(iterations, 'count') })
  return [
    ...facts,
    { label: t('runs.how.seed'), value: String(diagnostics.seed) },
    { label: t('runs.how.duration'), value: format.number(durationMs, 'milliseconds') },
    { label: t('runs.how.startedAt'), value: format.moment(startedAt) },
    { label: t('runs.how.version'), value: appVersion },
  ]
}

/** Columns and parameters; lists of columns have room of their own. */
function Choices({ run }: { run: RunSummary }) {
  const words = useMethodWords(run.methodId)
  const method = useWorkbenchStore((state) => state.methods?.find((candidate) => candidate.id === run.methodId))
  if (!method) return null
  const { primary, more } = paramFields(method.params, method.primaryParams)
  const roles = Object.keys(method.inputs).map((role) => ({
    label: words.role(role).label,
    names: columnsOf(run.request, role),
  }))
  const params = [...primary, ...more].map((field) => ({
    label: words.param(field.name).label,
    value: words.value(field.name, run.request.params[field.name] ?? field.default),
  }))
  const single = roles
    .filter(({ names }) => names.length <= 1)
    .map(({ label, names }) => ({ label, value: names[0] ?? '–' }))
  return (
    <>
      {roles
        .filter(({ names }) => names.length > 1)
        .map(({ label, names }) => (
          <div key={label} className={classes.columns}>
            <h4>{label}</h4>
            <p>{names.join(', ')}</p>
          </div>
        ))}
      <Facts facts={[...single, ...params]} />
    </>
  )
}

function useDataFacts(run: RunSummary): Fact[] {
  const t = useText()
  const dataset = useDataset(run.datasetId)
  const facts: Fact[] = []
  if (run.dataset !== null) facts.push({ label: t('runs.how.dataset'), value: run.dataset })
  if (run.revision !== null) facts.push({ label: t('runs.how.revision'), value: String(run.revision) })
  const source = run.stale ? null : dataset?.source
  if (!source) return facts
  return [
    ...facts,
    { label: t('runs.how.file'), value: source.file },
    {
      label: t('runs.how.hash'),
      value: <code className={classes.hash} title={source.sha256}>{`${source.sha256.slice(0, 16)}…`}</code>,
    },
  ]
}
