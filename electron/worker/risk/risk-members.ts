import { text } from '@shared/contract/text'
import { chosenRows, rankRisk } from '@shared/learning/risk/rank-risk'
import { reasonWords } from '@shared/learning/risk/rising-reason'
import { suggestedAction } from '@shared/learning/risk/suggested-action'
import type { SegmentDefinition } from '@shared/stored-segments/segment-definition'
import type { ReadableDatabase } from '../../database/connection'
import { readSettings } from '../../database/setting-store'
import { loadColumns } from '../load-columns'
import type { Methods } from '../method-of'
import { openRun } from '../present-run'
import type { MembershipReasons } from '../segments/membership-reason-set'
import { readOutcome, readProbabilities, readValues, riskSource } from './read-risk'

const never = () => false

/**
 * Rows of the run's own revision that its list of whom to contact takes, ascending.
 * @throws runUnknown, riskNotBinary, columnMissing, riskValueUnfit
 */
export function riskMembers(
  database: ReadableDatabase,
  methods: Methods,
  { runId, choice }: Extract<SegmentDefinition, { kind: 'risk' }>,
): Int32Array {
  const source = riskSource(database, openRun(database, methods, runId), undefined)
  const rows = {
    ...readProbabilities(database, source, never),
    outcome: readOutcome(database, source, never),
    value: readValues(database, source, choice, never),
  }
  return chosenRows(rows, rankRisk(rows, choice), choice).slice().sort()
}

/**
 * Why the model puts rows of a dataset's current revision on the list, with what to do, and their probabilities.
 * @param rowIds ascending
 */
export function riskReasons(
  database: ReadableDatabase,
  methods: Methods,
  runId: string,
  { basis, rowIds }: { basis: { revision: { datasetId: string } }; rowIds: Int32Array },
): MembershipReasons {
  const source = riskSource(database, openRun(database, methods, runId), basis.revision.datasetId)
  const { scorer, result, revision } = source
  const wanted = scorer.columns(result)
  const columns = loadColumns(database, revision, wanted, rowIds, never)
  const own = readSettings(database).riskActions
  const levels = scorer.rising(result, columns, rowIds.length).map((why) => {
    const action = suggestedAction(why, own)
    return why.length === 0 ? action : text('risk.because', { reasons: why.map(reasonWords), action })
  })
  const { probability } = readProbabilities(database, source, never)
  const values = Float64Array.from(rowIds, (row) => probability[row] as number)
  return {
    levels,
    codes: Int32Array.from(rowIds.keys()),
    values: [{ title: text('risk.column.probability'), values }],
    columns: wanted.map(({ name }) => name),
  }
}
