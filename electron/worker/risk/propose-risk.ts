import type { EngineResponse } from '@shared/contract/channels'
import { literal, text } from '@shared/contract/text'
import { type ColumnInfo, isNumericStorage } from '@shared/dataset/schema'
import { type RiskChoice, riskChoiceSchema } from '@shared/learning/risk/risk-choice'
import type { ReadableDatabase } from '../../database/connection'
import { readDataset } from '../../database/dataset-store'
import { listRuns } from '../../database/run-store'
import type { RiskSource } from './read-risk'

type ValueOption = EngineResponse<'risk/begin'>['values'][number]

/** Methods that say what each customer is worth, and the field of `customers` that holds it. */
const valueFields: Readonly<Record<string, string>> = {
  'customer-value': 'value',
  'bg-nbd': 'value',
  'mbg-nbd': 'value',
  'pareto-nbd': 'value',
  'gamma-gamma': 'expectedSpend',
}

const worthNames = [/clv|lifetime|customer.?value|客户价值|终身价值/i, /month.*(charge|fee|spend|bill)|月(费|消费|均)/i]
const leavingNames = /churn|left|leav|cancel|exit|attrit|lost|quit|流失|离网|离开|退订|注销|流走/i
/** One in so many customers is contacted when nobody says how many. */
const ONE_IN = 20

/** What a customer may be worth: numbers of the dataset, and results of other runs where customers are known by name. */
export function valueOptions(database: ReadableDatabase, { revision }: RiskSource): ValueOption[] {
  const numbers = revision.columns.filter(isAmount)
  const columns = numbers.map(({ name }): ValueOption => ({ kind: 'column', column: name }))
  if (readDataset(database, revision.datasetId).customerKey === null) return columns
  const runs = listRuns(database).flatMap(({ id, methodId, title, dataset, request }): ValueOption[] => {
    const field = valueFields[methodId]
    const isKnown = field !== undefined && request.columns !== undefined
    if (!isKnown || (field === 'value' && methodId !== 'customer-value' && !hasAmounts(request.columns))) return []
    const name = title === null ? text(`methods.${methodId}.name`) : literal(title)
    const label = text('risk.valueOfRun', { run: name, dataset: literal(dataset ?? '') })
    return [{ kind: 'run', runId: id, path: `customers.${field}`, label }]
  })
  return [...columns, ...runs]
}

/** Repeat buying says what customers are worth only where it knew what they spent. */
function hasAmounts(columns: Readonly<Record<string, unknown>> | undefined): boolean {
  return Boolean(columns?.['amount'] ?? columns?.['monetary'])
}

function isAmount({ storage, measureType }: ColumnInfo): boolean {
  return measureType === 'continuous' && isNumericStorage(storage) && storage !== 'date' && storage !== 'datetime'
}

/** A first choice: the value that is known, a twentieth of the customers, and nobody who has left already. */
export function proposeChoice(
  database: ReadableDatabase,
  source: RiskSource,
  outcome: Float64Array | null,
): RiskChoice {
  const { revision, result, run } = source
  const { capacity, contactCost, contactBenefit } = run.summary.request.params
  const { madeBy } = readDataset(database, revision.datasetId)
  const isLeaving = leavingNames.test(`${result.target} ${result.positive ?? ''}`)
  const leaveOutKnown = outcome !== null && isLeaving && madeBy !== 'roll-up'
  const count = typeof capacity === 'number' ? capacity : roundNumber(revision.nRows / ONE_IN)
  const column = worthColumn(revision.columns)
  return riskChoiceSchema.parse({
    value: column === undefined ? { kind: 'none' } : { kind: 'column', column },
    limit: { kind: 'capacity', count },
    cost: typeof contactCost === 'number' ? contactCost : 0,
    benefit: typeof contactBenefit === 'number' ? contactBenefit : null,
    leaveOutKnown,
  })
}

function worthColumn(columns: readonly ColumnInfo[]): string | undefined {
  const amounts = columns.filter(isAmount)
  for (const pattern of worthNames) {
    const found = amounts.find(({ name }) => pattern.test(name))
    if (found) return found.name
  }
  return amounts.find(({ role }) => role === 'amount')?.name
}

/** One leading digit or a five: 250, not 258. */
function roundNumber(value: number): number {
  if (value < 10) return Math.max(1, Math.round(value))
  const unit = 10 ** Math.floor(Math.log10(value)) / 2
  return Math.round(value / unit) * unit
}
