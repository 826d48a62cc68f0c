import type { ColumnProfile, EngineResponse } from '@shared/contract/channels'
import { literal, type Text, text } from '@shared/contract/text'
import type { ColumnInfo, Dataset } from '@shared/dataset/schema'
import { isKnownAfterwards } from '@shared/learning/predictive/leak-alarm'
import type { InputRole, Method } from '@shared/methods/define-method'
import { parameterSchema } from '@shared/methods/describe-method'
import { parseParams } from '@shared/methods/parse-params'

type Proposal = EngineResponse<'method/propose'>
type Reason = Proposal['reasons'][number]

/** Most columns proposed for a role that is computed with, and for one that is only described: more than a person can read. */
const mostColumns = { numeric: 12, categorical: 12, any: 40, mixed: 12 } as const
/** So many different values make a target that is a choice among kinds. */
const kinds = { least: 3, most: 20 }
/** A nominal column with more values than this names things rather than sorting them. */
const mostCategories = 50
/** Columns named in a reason. */
const mostNamed = 6
/** From this skewness on, a few large values would decide by themselves. */
const skewedFrom = 2

/**
 * A sensible first request for a method on a dataset: columns by role and measure type, parameters at their defaults, and a
 * transform where columns are skewed; every choice with its reason.
 * @param profile the dataset's columns as `dataset/profile` answers them
 * @param target of a prediction: a column of three kinds or more is to be predicted, where there is one
 */
export function proposeRun(
  method: Method,
  dataset: Dataset,
  profile: readonly ColumnProfile[],
  target?: 'kinds',
): Proposal {
  const reasons: Reason[] = []
  const columns: Record<string, string | string[]> = {}
  for (const [role, input] of Object.entries(method.inputs)) {
    const taken = input.count === 'many' ? requiredColumns(method, columns) : []
    const predicts = method.family === 'predict' && input.count === 'many'
    const several = target === 'kinds' && role === 'target' ? columnsOfKinds(dataset, profile) : []
    const found = several.length > 0 ? several.slice(0, 1) : chooseColumns(input, dataset, profile, taken)
    const chosen = predicts ? found.filter((name) => !isKnownAfterwards(name)) : found
    if (chosen.length === 0) continue
    columns[role] = input.count === 'one' ? (chosen[0] as string) : chosen
    const reason = predicts ? reasonOfFeatures(dataset, chosen, taken) : reasonOfColumns(input, chosen.length)
    reasons.push({ about: `columns.${role}`, text: reason })
  }
  const params = parseParams(method, {}) as Record<string, unknown>
  const transform = proposeTransform(method, Object.values(columns).flat(), profile)
  if (transform) {
    params['transform'] = transform.value
    reasons.push({ about: 'params.transform', text: transform.reason })
  }
  const request = { methodId: method.id, dataset: dataset.id, columns, params, where: null, segment: null, seed: 42 }
  return { request, reasons }
}

/** Columns proposed for roles of one: what is to be explained does not explain itself. */
function requiredColumns({ inputs }: Method, columns: Readonly<Record<string, string | string[]>>): string[] {
  return Object.entries(columns).flatMap(([role, names]) =>
    inputs[role]?.required && typeof names === 'string' ? [names] : [],
  )
}

function reasonOfColumns(input: InputRole, count: number): Text {
  return text(`proposals.columns.${input.count}`, { count })
}

/** How many columns are learned from, and which are not and why. */
function reasonOfFeatures(dataset: Dataset, chosen: readonly string[], taken: readonly string[]): Text {
  const others = dataset.columns.filter(({ name }) => !chosen.includes(name) && !taken.includes(name))
  const isIdentifier = ({ name, measureType }: ColumnInfo) => name === dataset.customerKey || measureType === 'id'
  const identifiers = others.filter(isIdentifier)
  const afterwards = others.filter((column) => !isIdentifier(column) && isKnownAfterwards(column.name))
  const rest = others.filter((column) => !identifiers.includes(column) && !afterwards.includes(column))
  const said = (key: string, columns: readonly ColumnInfo[]): Text[] =>
    columns.length === 0 ? [] : [text(`proposals.columns.${key}`, { columns: namesOf(columns), count: columns.length })]
  const left = [
    ...said('leftIdentifiers', identifiers),
    ...said('leftAfterwards', afterwards),
    ...said('leftOthers', rest),
  ]
  const count = chosen.length
  return left.length === 0
    ? text('proposals.columns.features', { count })
    : text('proposals.columns.featuresLeft', { count, left })
}

function namesOf(columns: readonly ColumnInfo[]): Text[] {
  return columns
    .slice(0, mostNamed)
    .map(({ name }) =>
      literal(columns.length > mostNamed && name === columns[mostNamed - 1]?.name ? `${name} …` : name),
    )
}

/** Columns whose values are a choice among several kinds; what is known to be a category first. */
function columnsOfKinds({ columns, customerKey }: Dataset, profile: readonly ColumnProfile[]): string[] {
  const distinct = new Map(profile.map((column) => [column.name, column.distinct]))
  const isChoice = ({ name, measureType }: ColumnInfo) => {
    const count = distinct.get(name) ?? 0
    return measureType === 'nominal' && name !== customerKey && count >= kinds.least && count <= kinds.most
  }
  const found = columns.filter(isChoice)
  const known = found.filter(({ role }) => role === 'category')
  return [...known, ...found.filter((column) => !known.includes(column))].map(({ name }) => name)
}

/** Columns the role prefers first, then those of its measure types; what names rows, and what never varies, is left out. */
function chooseColumns(
  input: InputRole,
  dataset: Dataset,
  profile: readonly ColumnProfile[],
  taken: readonly string[],
): string[] {
  const distinct = new Map(profile.map((column) => [column.name, column.distinct]))
  const fits = dataset.columns.filter(
    (column) => !taken.includes(column.name) && isCandidate(column, input, dataset, distinct.get(column.name) ?? 0),
  )
  const rank = (column: ColumnInfo): number => {
    const position = column.role === null ? -1 : (input.prefer ?? []).indexOf(column.role)
    return position < 0 ? Number.POSITIVE_INFINITY : position
  }
  // What a method can do without is added by hand: nobody can guess what else is of interest.
  if (input.count === 'many' && !input.required) return []
  // An optional column is worth guessing only where its meaning is known: an age is no unit price.
  const mustBeKnown = input.count === 'one' && !input.required && input.prefer !== undefined
  const offered = mustBeKnown ? fits.filter((column) => Number.isFinite(rank(column))) : fits
  const ordered = [...offered].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0))
  return ordered.slice(0, input.count === 'one' ? 1 : mostColumns[input.as]).map(({ name }) => name)
}

function isCandidate(column: ColumnInfo, input: InputRole, dataset: Dataset, distinct: number): boolean {
  if (!input.measureTypes.includes(column.measureType) || distinct < 2) return false
  // Which categories shape segments, and how much, is for people to say.
  if (input.as === 'mixed' && column.measureType === 'nominal') return false
  if (input.mostValues !== undefined && distinct > input.mostValues) return false
  if (column.measureType === 'nominal' && distinct > mostCategories) return false
  const namesRows = column.name === dataset.customerKey || column.measureType === 'id'
  return !namesRows || input.measureTypes.includes('id')
}

/** For a method with a `transform` parameter: log1p for skewed columns without negative values, else Yeo-Johnson. */
function proposeTransform(
  method: Method,
  chosen: readonly string[],
  profile: readonly ColumnProfile[],
): { value: string; reason: Text } | null {
  const options = parameterSchema(method).properties?.['transform']?.enum ?? []
  const columns = profile.filter(({ name }) => chosen.includes(name))
  const skewed = columns.filter(({ skewness }) => skewness !== null && Math.abs(skewness) >= skewedFrom)
  if (skewed.length === 0) return null
  const isPositive = columns.every(({ min }) => typeof min === 'number' && min >= 0)
  const value = isPositive && skewed.every(({ skewness }) => (skewness ?? 0) > 0) ? 'log1p' : 'yeo-johnson'
  if (!options.includes(value)) return null
  const names = skewed.slice(0, 3).map(({ name }) => ({ literal: name }))
  return { value, reason: text(`proposals.transform.${value}`, { columns: names, count: skewed.length }) }
}
