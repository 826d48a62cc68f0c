import { useDebouncedValue } from '@mantine/hooks'
import type { TableElement } from '@shared/contract/result-elements'
import type { RunSummary } from '@shared/contract/workspace'
import type { RiskChoice } from '@shared/learning/risk/risk-choice'
import { useEffect, useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { Section } from '../../components/section'
import { ErrorState, RowsSkeleton } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { ResultTable } from '../table/result-table'
import { RiskActions } from './risk-actions'
import { RiskControls } from './risk-controls'
import { RiskOutlook } from './risk-outlook'
import classes from './risk-panel.module.css'
import type { RiskBegin, RiskLook } from './risk-view'
import { ScoreReport } from './score-report'

interface RiskPanelProps {
  run: RunSummary
  /** The dataset whose rows are scored now; the run's own rows when absent. */
  datasetId?: string | undefined
  /** Says why there is no list; on a result page it is simply absent. */
  showsProblem?: boolean
}

/** Rows shown; the file holds all. */
const SHOWN = 100
const noList: ReadonlySet<string> = new Set(['riskNotBinary', 'scoreNone'])

/** Whom to contact by a classification: how many, what that implies, and each with reasons and an action. */
export function RiskPanel({ run, datasetId, showsProblem = false }: RiskPanelProps) {
  const asked = datasetId === undefined ? { runId: run.id } : { runId: run.id, dataset: datasetId }
  const answer = useAnswer(JSON.stringify(asked), () => workbench.risk.begin(asked))
  if (answer.state === 'waiting') return <RowsSkeleton />
  if (answer.state === 'failed') {
    if (!showsProblem && noList.has(answer.error.code)) return null
    return <ErrorState error={answer.error} onAgain={answer.again} />
  }
  return (
    <>
      {answer.value.report && <ScoreReport report={answer.value.report} />}
      <RiskList key={JSON.stringify(asked)} run={run} asked={asked} begin={answer.value} />
    </>
  )
}

interface RiskListProps {
  run: RunSummary
  asked: { runId: string; dataset?: string }
  begin: RiskBegin
}

function RiskList({ run, asked, begin }: RiskListProps) {
  const t = useText()
  const format = useFormat()
  const [choice, setChoice] = useState<RiskChoice>(begin.choice)
  const ownActions = useWorkbenchStore((state) => state.workspace?.settings.riskActions)
  const [wanted] = useDebouncedValue(JSON.stringify([choice, ownActions ?? {}]), 150)
  const answer = useAnswer(wanted, () => workbench.risk.look({ ...asked, choice: JSON.parse(wanted)[0], count: SHOWN }))
  const look = useLatest(answer.state === 'ready' ? answer.value : null)
  const { positive, target } = begin
  const words = { positive, target, value: worthWords(t, begin, choice) }
  return (
    <Section
      title={t('risk.title')}
      line={t(choice.value.kind === 'none' ? 'risk.lineNone' : 'risk.lineValue', words)}
      aside={<RiskActions run={run} asked={asked} choice={choice} look={look} />}
    >
      <div className={classes.panel}>
        <RiskControls begin={begin} choice={choice} ranked={look?.outlook.ranked ?? null} onChange={setChoice} />
        {answer.state === 'failed' && <ErrorState error={answer.error} onAgain={answer.again} />}
        {look ? (
          <>
            <RiskOutlook look={look} choice={choice} positive={positive} isMoney={isMoney(look)} />
            <ResultTable element={look.table as TableElement} />
            {look.outlook.selected > SHOWN && (
              <p className={classes.help}>
                {t('risk.table.shown', {
                  shown: format.number(SHOWN, 'count'),
                  count: format.number(look.outlook.selected, 'count'),
                })}
              </p>
            )}
          </>
        ) : (
          <RowsSkeleton />
        )}
      </div>
    </Section>
  )
}

/** The last answer stays until the next is there. */
function useLatest(value: RiskLook | null): RiskLook | null {
  const [kept, setKept] = useState(value)
  useEffect(() => {
    if (value) setKept(value)
  }, [value])
  return value ?? kept
}

function worthWords(t: ReturnType<typeof useText>, { values }: RiskBegin, { value }: RiskChoice): string {
  if (value.kind === 'column') return value.column
  const own = values.find((one) => one.kind === 'run' && value.kind === 'run' && one.runId === value.runId)
  return own?.kind === 'run' ? t(own.label) : t('risk.valueUnknownRun')
}

/** Whether worth is an amount of money. */
function isMoney({ table }: RiskLook): boolean {
  return table.type === 'table' && table.columns.some(({ id, unit }) => id === 'value' && unit === 'currency')
}
