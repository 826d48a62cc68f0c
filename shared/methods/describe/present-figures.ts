import type { ResultElement, TableCell, TableElement } from '../../contract/result-elements'
import { literal, type Text, text } from '../../contract/text'
import type { Matrix } from '../../dataset/column'
import type { ColumnDescription, DescribeResult } from './method'

/** A table of pairs wider than this is no longer read. */
const MOST_ACROSS = 15

/** Beyond four digits a p-value says no more than that it is small. */
function pValue(p: number | undefined): TableCell {
  if (p === undefined) return null
  return p < 0.0001 ? word('table.tinyP') : Number(p.toFixed(4))
}

const word = (id: string, values?: Parameters<typeof text>[1]): Text => text(`methods.describe.result.${id}`, values)

/** Tables of percentiles, of spread and shape, and of normality; results stored before there were such have none. */
export function moreFigures(columns: readonly ColumnDescription[]): ResultElement[] {
  const known = columns.filter(({ quantiles }) => quantiles !== undefined && quantiles.length > 0)
  return known.length === 0 ? [] : [percentileTable(known), shapeTable(known), normalityTable(known)]
}

function percentileTable(columns: readonly ColumnDescription[]): TableElement {
  const shares = columns[0]?.quantiles.map(({ p }) => p) ?? []
  return {
    type: 'table',
    id: 'percentiles',
    title: word('percentiles'),
    caption: word('percentilesCaption'),
    columns: [
      { id: 'name', label: word('table.name') },
      ...shares.map((p) => ({ id: `p${p}`, label: word('table.percentile', { p: p * 100 }) })),
    ],
    rows: columns.map(({ name, quantiles }) => [name, ...quantiles.map(({ value }) => value)]),
  }
}

function shapeTable(columns: readonly ColumnDescription[]): TableElement {
  const figures = [
    'sum',
    'variance',
    'standardError',
    'coefficientOfVariation',
    'mode',
    'modeCount',
    'iqr',
    'mad',
    'skewnessSample',
    'kurtosis',
    'kurtosisSample',
  ] as const
  return {
    type: 'table',
    id: 'shape',
    title: word('shape'),
    columns: [
      { id: 'name', label: word('table.name') },
      ...figures.map((id) => ({
        id,
        label: word(`table.${id}`),
        hint: word(`hint.${id}`),
        ...(id === 'modeCount' ? { unit: 'count' as const } : {}),
      })),
    ],
    rows: columns.map((column) => [column.name, ...figures.map((figure) => column[figure])]),
  }
}

function normalityTable(columns: readonly ColumnDescription[]): TableElement {
  const ids = ['W', 'shapiroP', 'jarqueBera', 'jarqueBeraP', 'outliersIqr', 'outliersZ', 'outliersMad'] as const
  const units: Partial<Record<(typeof ids)[number], 'count'>> = {
    outliersIqr: 'count',
    outliersZ: 'count',
    outliersMad: 'count',
  }
  return {
    type: 'table',
    id: 'normality',
    title: word('normality'),
    caption: word('normalityCaption'),
    columns: [
      { id: 'name', label: word('table.name') },
      ...ids.map((id) => ({
        id,
        label: word(`table.${id}`),
        hint: word(`hint.${id}`),
        ...(units[id] ? { unit: units[id] } : {}),
      })),
    ],
    rows: columns.map(({ name, shapiroWilk, jarqueBera, outliers }) => [
      name,
      shapiroWilk?.W ?? null,
      pValue(shapiroWilk?.p),
      jarqueBera?.statistic ?? null,
      pValue(jarqueBera?.p),
      outliers?.iqr ?? null,
      outliers?.z ?? null,
      outliers?.mad ?? null,
    ]),
  }
}

/** How sure the correlations are, and the covariances. */
export function pairTables({ correlated, pearsonP, spearmanP, covariance }: DescribeResult): TableElement[] {
  if (correlated.length < 2 || correlated.length > MOST_ACROSS || covariance === undefined) return []
  return [
    pairTable('pearsonP', correlated, pearsonP),
    pairTable('spearmanP', correlated, spearmanP),
    pairTable('covariance', correlated, covariance),
  ]
}

function pairTable(
  id: 'pearsonP' | 'spearmanP' | 'covariance',
  names: readonly string[],
  { data }: Matrix,
): TableElement {
  const cell = (a: number, b: number) => {
    const value = data[a * names.length + b] ?? Number.NaN
    const hidden = id !== 'covariance' && a === b
    if (!Number.isFinite(value) || hidden) return null
    return id === 'covariance' ? value : pValue(value)
  }
  return {
    type: 'table',
    id,
    title: word(`${id}.title`),
    caption: word(`${id}.caption`),
    columns: [
      { id: 'name', label: word('table.name') },
      ...names.map((name, i) => ({
        id: `column-${i}`,
        label: literal(name),
      })),
    ],
    rows: names.map((name, a) => [name, ...names.map((_, b) => cell(a, b))]),
  }
}
