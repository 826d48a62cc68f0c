import { createMatrix, type Matrix } from '../../dataset/column'

/** Another value that a column could have, as the model sees it. */
export interface Option {
  column: string
  value: number | string
  /** What stands at which places of the encoded row then. */
  places: readonly number[]
  encoded: readonly number[]
  /** How far it is from the row's own value; 1 for another category. */
  cost: number
}

export interface Counterfactual {
  changes: { column: string; value: number | string }[]
  /** What the model says after the changes. */
  score: number
}

/** Columns that may change together; more would not be read, nor done. */
const MOST_CHANGES = 3
/** Partial changes that are built on. */
const BEAM = 6

interface Candidate {
  options: Option[]
  cost: number
  score: number
}

/**
 * The smallest change of a row after which the model's score is below `goal`: fewest columns, then the nearest values. Single
 * changes are all tried; pairs and threes are built on those that lower the score most.
 * @param score of encoded rows, one number each
 * @param row the encoded row
 * @returns null when no change of up to three columns does it
 * Cost: O(options · 13) predictions.
 * Source: Wachter, Mittelstadt & Russell (2018), "Counterfactual Explanations Without Opening the Black Box".
 */
export function nearestCounterfactual(
  score: (x: Matrix) => Float64Array,
  row: Float64Array,
  options: readonly Option[],
  goal: number,
): Counterfactual | null {
  let beam: Candidate[] = [{ options: [], cost: 0, score: Number.POSITIVE_INFINITY }]
  for (let size = 1; size <= MOST_CHANGES; size++) {
    const grown = grow(beam, options)
    if (grown.length === 0) return null
    const scores = score(changedRows(row, grown))
    grown.forEach((candidate, i) => {
      candidate.score = scores[i] as number
    })
    const reached = grown.filter((candidate) => candidate.score < goal)
    const [best] = reached.sort((a, b) => a.cost - b.cost || a.score - b.score)
    if (best) {
      return { changes: best.options.map(({ column, value }) => ({ column, value })), score: best.score }
    }
    beam = grown.sort((a, b) => a.score - b.score || a.cost - b.cost).slice(0, BEAM)
  }
  return null
}

function grow(beam: readonly Candidate[], options: readonly Option[]): Candidate[] {
  return beam.flatMap((base) =>
    options
      .filter(({ column }) => base.options.every((used) => used.column !== column))
      .map((option) => ({ options: [...base.options, option], cost: base.cost + option.cost, score: 0 })),
  )
}

function changedRows(row: Float64Array, candidates: readonly Candidate[]): Matrix {
  const x = createMatrix(candidates.length, row.length, true)
  candidates.forEach(({ options }, i) => {
    x.data.set(row, i * row.length)
    for (const { places, encoded } of options) {
      places.forEach((place, k) => {
        x.data[i * row.length + place] = encoded[k] as number
      })
    }
  })
  return x
}
