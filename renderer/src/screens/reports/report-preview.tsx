import { Skeleton } from '@mantine/core'
import type { RunSummary } from '@shared/contract/workspace'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { Answered } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { ResultElements } from '../../results/result-elements'
import { ResultScopeProvider } from '../../results/result-scope'
import { Caveats } from '../runs/caveats'
import { useRunTitle } from '../runs/use-run-title'
import classes from './report-screen.module.css'

/** How a report will read: the same elements as on the results' own pages, in the report's language. */
export function ReportPreview({ title, runIds }: { title: string; runIds: readonly string[] }) {
  const t = useText()
  const runs = useWorkbenchStore((state) => state.runs) ?? []
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard
    <section className={classes.preview} aria-label={t('reports.preview')} tabIndex={0}>
      <article className={classes.paper}>
        <h2 className={classes.paperTitle}>{title}</h2>
        {runIds.map((id) => {
          const run = runs.find((candidate) => candidate.id === id)
          return run && <ReportPart key={id} run={run} />
        })}
        {runIds.length === 0 && <p className={classes.nothing}>{t('reports.nothingIn')}</p>}
      </article>
    </section>
  )
}

function ReportPart({ run }: { run: RunSummary }) {
  const t = useText()
  const format = useFormat()
  const title = useRunTitle()(run)
  const answer = useAnswer(`${run.id} ${JSON.stringify(run.segmentNames)}`, () => workbench.run.get({ runId: run.id }))
  return (
    <section className={classes.partOfReport}>
      <h3 className={classes.partTitle}>{title}</h3>
      <p className={classes.partLine}>
        {t('reports.provenance', {
          rows: run.diagnostics.rowsUsed,
          when: format.moment(run.startedAt),
          seed: String(run.diagnostics.seed),
        })}
      </p>
      <Answered answer={answer} shape={<Skeleton height={320} />}>
        {({ elements }) => (
          <ResultScopeProvider run={run} interactive={false}>
            <ResultElements elements={elements} caveats={<Caveats methodId={run.methodId} />} />
          </ResultScopeProvider>
        )}
      </Answered>
    </section>
  )
}
