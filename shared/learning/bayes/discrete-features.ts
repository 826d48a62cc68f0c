import type { Matrix } from '../../dataset/column'
import { quantile } from '../../math/quantile'

/** A column of the dataset as a few states: the levels of a category, or bins of a number. */
export interface DiscreteFeature {
  name: string
  /** Encoded columns it is read from: one for a number, one per level but the reference for a category. */
  places: number[]
  /** Upper edges of the bins of a number; null for a category. */
  edges: number[] | null
  states: string[]
}

const bins = 5

/** Finds the features behind encoded columns and cuts numbers into bins of equal counts. */
export function discreteFeatures(x: Matrix, featureNames: readonly string[]): DiscreteFeature[] {
  const groups = new Map<string, { places: number[]; levels: string[] }>()
  for (const [place, term] of featureNames.entries()) {
    const at = term.indexOf('=')
    const name = at > 0 ? term.slice(0, at) : term
    const group = groups.get(name) ?? { places: [], levels: [] }
    group.places.push(place)
    if (at > 0) group.levels.push(term.slice(at + 1))
    groups.set(name, group)
  }
  return [...groups].map(([name, { places, levels }]) =>
    levels.length > 0
      ? { name, places, edges: null, states: ['…', ...levels] }
      : numberFeature(x, name, places[0] as number),
  )
}

function numberFeature({ data, nRows, nColumns }: Matrix, name: string, place: number): DiscreteFeature {
  const values = Float64Array.from({ length: nRows }, (_, i) => data[i * nColumns + place] as number).sort()
  const cuts = Array.from({ length: bins - 1 }, (_, b) => quantile(values, (b + 1) / bins))
  const edges = [...new Set(cuts)].filter((edge) => edge < (values.at(-1) as number))
  return { name, places: [place], edges, states: Array.from({ length: edges.length + 1 }, (_, b) => `${b + 1}`) }
}

/** The state of a feature in a row. */
export function stateOf({ places, edges }: DiscreteFeature, { data, nColumns }: Matrix, row: number): number {
  if (edges) {
    const value = data[row * nColumns + (places[0] as number)] as number
    const bin = edges.findIndex((edge) => value <= edge)
    return bin < 0 ? edges.length : bin
  }
  return places.findIndex((place) => (data[row * nColumns + place] as number) > 0.5) + 1
}
