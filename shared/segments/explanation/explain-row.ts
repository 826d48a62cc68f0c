import type { ResultElement, TableElement, TextElement } from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import type { Matrix } from '../../dataset/column'
import { featureLabel } from '../../methods/feature-policy'
import { type ModelFeature, spaceValue } from '../model/space-value'

/** How much a column speaks for a row's segment against the next one. */
export interface FeatureVote {
  column: string
  value: number | null
  /** Squared distance saved in this column by its own segment's mean: positive speaks for the segment, negative against. */
  weight: number
}

/** Why a row is in its segment rather than in the next one. */
export interface RowReasons {
  /** −1 for noise, null where the row was left out. */
  segment: number | null
  /** Distance to the mean of each segment, in the space used; empty where a value is missing. */
  distances: number[]
  /** The nearest segment but its own. */
  other: number | null
  /** The strongest first; their weights add up to the difference of the squared distances. */
  features: FeatureVote[]
}

/**
 * Reasons for one row.
 * @param values of the columns that segments were made from, in their units
 * @param means k × d in the space used
 * Cost: O(k·d).
 */
export function explainRow(
  features: readonly ModelFeature[],
  means: Matrix,
  segment: number | null,
  values: readonly number[],
): RowReasons {
  const point = features.map((feature, j) => spaceValue(feature, values[j] ?? Number.NaN))
  const raw = (j: number) => (Number.isFinite(values[j]) ? (values[j] as number) : null)
  if (!point.every(Number.isFinite)) {
    return {
      segment,
      distances: [],
      other: null,
      features: features.map((feature, j) => ({ column: featureLabel(feature), value: raw(j), weight: 0 })),
    }
  }
  const d = features.length
  const gap = (c: number, j: number) => ((point[j] as number) - (means.data[c * d + j] as number)) ** 2
  const squares = Array.from({ length: means.nRows }, (_, c) => point.reduce((sum, _value, j) => sum + gap(c, j), 0))
  const own = segment !== null && segment >= 0 ? segment : null
  const others = [...squares.keys()].filter((c) => c !== own)
  others.sort((a, b) => (squares[a] as number) - (squares[b] as number))
  const other = others[0] ?? null
  const votes = features.map((feature, j) => ({
    column: featureLabel(feature),
    value: raw(j),
    weight: own === null || other === null ? 0 : gap(other, j) - gap(own, j),
  }))
  votes.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  return { segment, distances: squares.map(Math.sqrt), other, features: votes }
}

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`explanation.why.${id}`, values)

/** The reasons in words, with both tables. */
export function rowReasonElements(
  reasons: RowReasons,
  row: number,
  segmentName: (label: number) => Text,
): ResultElement[] {
  const { segment, distances, other } = reasons
  if (segment === null || distances.length === 0) return [headline(word('leftOut', { row: row + 1 }))]
  if (segment < 0) return [headline(word('noise', { row: row + 1 })), distanceTable(reasons, segmentName)]
  const values = {
    row: row + 1,
    segment: segmentName(segment),
    own: quantity(distances[segment] ?? null, 'number', 2),
    other: other === null ? literal('') : segmentName(other),
    otherDistance: quantity(other === null ? null : (distances[other] as number), 'number', 2),
  }
  const isNearer = other !== null && (distances[other] as number) < (distances[segment] as number)
  const key = other === null ? 'alone' : isNearer ? 'nearer' : 'headline'
  return [headline(word(key, values)), distanceTable(reasons, segmentName), voteTable(reasons, segmentName)]
}

function headline(said: Text): TextElement {
  return { type: 'text', id: 'why-row', style: 'paragraph', text: said }
}

function distanceTable({ distances }: RowReasons, segmentName: (label: number) => Text): TableElement {
  return {
    type: 'table',
    id: 'why-distances',
    title: word('distances'),
    columns: [
      { id: 'segment', label: text('segments.table.segment') },
      { id: 'distance', label: word('distance'), decimals: 2, bar: true },
    ],
    rows: distances.map((distance, label) => [segmentName(label), distance]),
  }
}

function voteTable({ features, other }: RowReasons, segmentName: (label: number) => Text): TableElement {
  return {
    type: 'table',
    id: 'why-columns',
    title: word('columns', { other: other === null ? literal('') : segmentName(other) }),
    caption: word('columnsCaption'),
    columns: [
      { id: 'column', label: text('explanation.tests.column') },
      { id: 'value', label: word('value') },
      { id: 'speaks', label: word('speaks') },
      { id: 'weight', label: word('weight'), decimals: 2, heat: true },
    ],
    rows: features.map(({ column, value, weight }) => [
      column,
      value,
      weight === 0 ? null : word(weight > 0 ? 'for' : 'against'),
      weight,
    ]),
  }
}
