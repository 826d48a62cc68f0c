import { type Interval, wilsonInterval } from '../metrics/intervals'
import type { RiskChoice } from './risk-choice'

/** What is known of each row of a dataset; every array is as long as the dataset. */
export interface RiskRows {
  /** Probability of the positive class; NaN where there is none. */
  probability: Float64Array
  /** 1 where the probability is of a model that did not learn from the row. */
  isHonest: Uint8Array
  /** What the customer is worth; NaN where it is not known. Null when probability alone counts. */
  value: Float64Array | null
  /** 1 or 0 where the outcome is known, else NaN. Null where no outcome is. */
  outcome: Float64Array | null
}

export interface RankedRisk {
  /** Rows that can be contacted, the highest risk first. */
  rows: Int32Array
  /** Probability, or probability × value, per row of the dataset. */
  risk: Float64Array
  /** Rows left out because the outcome has come true already. */
  nKnown: number
  /** Rows without a value, which come last. */
  nWithoutValue: number
}

/** What a choice implies. */
export interface RiskOutlook {
  /** Rows chosen, of all that can be contacted. */
  selected: number
  ranked: number
  /** Lowest probability and lowest risk among the chosen. */
  probability: number | null
  risk: number | null
  /** Sum of the chosen probabilities. */
  expected: number
  /** Sum of probability × value, and what contacting them is expected to bring, its cost taken off; null where nothing says what one is worth. */
  valueAtRisk: number | null
  saved: number | null
  cost: number
  measured: MeasuredRisk | null
}

/** What became of rows of the same risk whose outcome is known, by a model that had not seen them. */
export interface MeasuredRisk {
  /** Rows with a known outcome, and among them those with it. */
  rows: number
  positives: number
  /** Of them, rows of at least that risk, and those of these with the outcome. */
  reached: number
  caught: number
  precision: Interval | null
}

/** Puts rows in the order of their risk; of equal risks the earlier row comes first. Cost: O(n log n). */
export function rankRisk({ probability, value, outcome }: RiskRows, choice: RiskChoice): RankedRisk {
  const risk = value ? probability.map((p, row) => p * worthOf(value, row)) : probability
  let [nKnown, nWithoutValue] = [0, 0]
  const rows = Int32Array.from(probability.keys()).filter((row) => {
    if (Number.isNaN(probability[row])) return false
    if (choice.leaveOutKnown && outcome?.[row] === 1) {
      nKnown++
      return false
    }
    if (value && Number.isNaN(value[row])) nWithoutValue++
    return true
  })
  const above = (a: number, b: number) =>
    (risk[b] as number) - (risk[a] as number) || (probability[b] as number) - (probability[a] as number) || a - b
  return { rows: rows.sort(above), risk, nKnown, nWithoutValue }
}

/** A customer of unknown or negative value is worth nothing to keep. */
function worthOf(value: Float64Array, row: number): number {
  const own = value[row] as number
  return own > 0 ? own : 0
}

/** The rows that a choice takes, the highest risk first. */
export function chosenRows(given: RiskRows, ranked: RankedRisk, choice: RiskChoice): Int32Array {
  const { rows } = ranked
  if (choice.limit.kind === 'capacity') return rows.slice(0, choice.limit.count)
  const { limit } = choice
  if (limit.kind === 'threshold') return rows.filter((row) => (given.probability[row] as number) >= limit.probability)
  return rows.filter((row) => gainOf(given, choice, row) > 0)
}

/** What contacting a row is expected to bring; nothing where no value says so. */
function gainOf({ probability, value }: RiskRows, { benefit, successRate, cost }: RiskChoice, row: number): number {
  const worth = value ? worthOf(value, row) : (benefit ?? 0)
  return (probability[row] as number) * worth * successRate - cost
}

/** What contacting the chosen rows implies: expected from the probabilities, and measured where the outcome is known. */
export function riskOutlook(given: RiskRows, ranked: RankedRisk, chosen: Int32Array, choice: RiskChoice): RiskOutlook {
  const hasWorth = given.value !== null || choice.benefit !== null
  const sum = (of: (row: number) => number) => chosen.reduce((total, row) => total + of(row), 0)
  const probabilities = Float64Array.from(chosen, (row) => given.probability[row] as number)
  const last = chosen[chosen.length - 1]
  const lowest = last === undefined ? null : (ranked.risk[last] as number)
  const cut = probabilities.length === 0 ? null : probabilities.reduce((least, p) => Math.min(least, p), 1)
  return {
    selected: chosen.length,
    ranked: ranked.rows.length,
    probability: cut,
    risk: lowest,
    expected: sum((row) => given.probability[row] as number),
    valueAtRisk: given.value ? sum((row) => ranked.risk[row] as number) : null,
    saved: hasWorth ? sum((row) => gainOf(given, choice, row)) : null,
    cost: chosen.length * choice.cost,
    measured: measuredRisk(given, ranked, choice, cut, lowest),
  }
}

/** The same cut among all rows whose outcome is known, those left out of the list too. */
function measuredRisk(
  given: RiskRows,
  { risk }: RankedRisk,
  choice: RiskChoice,
  probability: number | null,
  lowest: number | null,
): MeasuredRisk | null {
  const { outcome, isHonest } = given
  if (!outcome) return null
  const found = { rows: 0, positives: 0, reached: 0, caught: 0 }
  const isReached = (row: number) => {
    if (probability === null || lowest === null) return false
    if (choice.limit.kind === 'threshold') return (given.probability[row] as number) >= choice.limit.probability
    if (choice.limit.kind === 'benefit') return gainOf(given, choice, row) > 0
    return (risk[row] as number) >= lowest
  }
  for (let row = 0; row < outcome.length; row++) {
    if (isHonest[row] !== 1 || Number.isNaN(outcome[row]) || Number.isNaN(given.probability[row])) continue
    const hit = outcome[row] as number
    found.rows++
    found.positives += hit
    if (!isReached(row)) continue
    found.reached++
    found.caught += hit
  }
  if (found.rows === 0) return null
  return { ...found, precision: wilsonInterval(found.caught, found.reached) }
}
