import type { RunSummary } from '@shared/contract/workspace'
import { workbench } from '../../app/workbench'
import { useAnswer } from '../../components/use-answer'
import { ResultElements } from '../result-elements'
import classes from './row-reasons.module.css'

/** Why the one row selected is in its segment; nothing for results that cannot say. */
export function RowReasons({ run, row }: { run: RunSummary; row: number }) {
  const answer = useAnswer(`${run.id} ${row}`, () => workbench.run.explainRow({ runId: run.id, row }))
  if (answer.state !== 'ready') return null
  return (
    <div className={classes.reasons}>
      <ResultElements elements={answer.value.elements} />
    </div>
  )
}
