import { z } from 'zod'
import type { TextElement } from '../contract/result-elements'
import type { Progress } from '../contract/run-events'
import { quantity, type Text, text, textSchema } from '../contract/text'
import { createMatrix, type Matrix } from '../dataset/column'
import type { RowSpace } from '../math/row-space'
import { drawSample, silhouette } from '../math/silhouette'
import { silhouetteOfSpace } from '../math/silhouette-of-space'
import type { MethodContext } from '../methods/define-method'

/** What was tried when the number of segments was left open. */
export interface KChoice {
  k: number[]
  silhouette: (number | null)[]
  /** Rows they were measured on. */
  sampleSize: number
  /** Why there are as many segments, where that is not by the silhouette alone. */
  reason?: Text | undefined
}

export const kChoiceSchema: z.ZodType<KChoice> = z.object({
  k: z.array(z.int()),
  silhouette: z.array(z.number().nullable()),
  sampleSize: z.int(),
  reason: textSchema.optional(),
}) as z.ZodType<KChoice>

const MOST_SEGMENTS = 8
const SAMPLE_ROWS = 2000

/** Rows drawn from a matrix to try numbers of segments on. */
export interface RowSample {
  matrix: Matrix
  rows: Int32Array
  space?: RowSpace | undefined
}

/**
 * Tries 2 to 8 segments on at most 2,000 rows drawn by the seed and takes the number with the best silhouette, the smallest of equals.
 * @param partition labels of the sampled rows for k segments
 * @param space how rows are compared, where that is not by the distances of the matrix
 * Cost: O(m²·d) per number for m rows, and the partitions.
 */
export function* chooseBySilhouette(
  matrix: Matrix,
  context: MethodContext,
  partition: (sample: RowSample, k: number) => Generator<Progress, Int32Array, void>,
  space?: RowSpace,
): Generator<Progress, { k: number; choice: KChoice }, void> {
  const sample = sampleOf(matrix, context.seed, space)
  const { nRows } = sample.matrix
  const most = Math.min(MOST_SEGMENTS, countDistinctRows(sample.matrix, MOST_SEGMENTS + 1) - 1, nRows - 1)
  const choice: KChoice = { k: [], silhouette: [], sampleSize: nRows }
  for (let k = 2; k <= most; k++) {
    const labels = yield* quietly(partition(sample, k))
    const measured = sample.space
      ? silhouetteOfSpace(sample.space, labels, k, context.seed)
      : silhouette(sample.matrix, labels, k, context)
    const { mean } = yield* quietly(measured)
    choice.k.push(k)
    choice.silhouette.push(mean)
    yield { stage: 'chooseK', fraction: (k - 1) / (most - 1) }
  }
  const values = choice.silhouette.map((value) => value ?? -1)
  return { k: choice.k[values.indexOf(Math.max(...values))] ?? 2, choice }
}

/** Runs a part to its end, turning its progress into one stage of unknown length. */
function* quietly<T>(part: Generator<Progress, T, void>): Generator<Progress, T, void> {
  let step = part.next()
  while (!step.done) {
    yield { stage: 'chooseK', fraction: null }
    step = part.next()
  }
  return step.value
}

function sampleOf(matrix: Matrix, seed: number, space: RowSpace | undefined): RowSample {
  const all = Int32Array.from({ length: matrix.nRows }, (_, i) => i)
  if (matrix.nRows <= SAMPLE_ROWS) return { matrix, rows: all, space }
  const rows = drawSample(all, SAMPLE_ROWS, seed)
  return { matrix: takeRows(matrix, rows), rows, space: space?.take(rows) }
}

/** Some rows of a matrix, on shared memory. */
export function takeRows({ data, nColumns: d }: Matrix, rows: Int32Array): Matrix {
  const taken = createMatrix(rows.length, d, true)
  for (const [i, row] of rows.entries()) taken.data.set(data.subarray(row * d, (row + 1) * d), i * d)
  return taken
}

/** Different rows, counted up to a limit. */
export function countDistinctRows({ data, nRows, nColumns: d }: Matrix, limit: number): number {
  const seen = new Set<string>()
  for (let i = 0; i < nRows && seen.size < limit; i++) seen.add(data.subarray(i * d, (i + 1) * d).join(' '))
  return seen.size
}

/** Why there are as many segments as there are, when that was left open. */
export function choiceReason(kChoice: KChoice | null, count: number): TextElement[] {
  if (!kChoice) return []
  if (kChoice.reason) return [{ type: 'text', id: 'chosen-count', style: 'paragraph', text: kChoice.reason }]
  const best = kChoice.silhouette[kChoice.k.indexOf(count)] ?? null
  const values = {
    count,
    from: kChoice.k[0] ?? 2,
    to: kChoice.k.at(-1) ?? 2,
    silhouette: quantity(best, 'number', 2),
    sample: quantity(kChoice.sampleSize, 'count'),
  }
  return [{ type: 'text', id: 'chosen-count', style: 'paragraph', text: text('segments.chosenCount', values) }]
}
