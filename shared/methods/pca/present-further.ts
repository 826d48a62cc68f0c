import type { FigureElement, ResultElement, TableColumn, TableElement } from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import type { Matrix } from '../../dataset/column'
import type { PcaResult } from './method'

const say = (key: string, values?: Parameters<typeof text>[1]) => text(`methods.pca.result.${key}`, values)
const componentName = (number: number): Text => say('component', { number })

/** Rows that are named as unusual. */
const mostOutliers = 12

/** What stands behind the first picture: rotation, the quality of columns, unusual rows, columns that took no part. */
export function furtherElements(result: PcaResult, names: readonly string[]): ResultElement[] {
  return [
    ...(result.rotation ? [rotationTable(result, names)] : []),
    columnTable(result, names),
    ...outliers(result),
    ...supplementaryTables(result),
  ]
}

function at({ data, nColumns }: Matrix, row: number, column: number): number {
  return data[row * nColumns + column] as number
}

function componentColumns(count: number, extra: Partial<TableColumn>): TableColumn[] {
  return Array.from({ length: count }, (_, c) => ({ id: `component-${c}`, label: componentName(c + 1), ...extra }))
}

function rotationTable({ rotation }: PcaResult, names: readonly string[]): TableElement {
  const { loadings, explainedVarianceRatio } = rotation as NonNullable<PcaResult['rotation']>
  const m = loadings.nColumns
  return {
    type: 'table',
    id: 'rotation',
    title: say('rotation.title'),
    caption: say('rotation.caption'),
    columns: [{ id: 'column', label: say('rotation.column') }, ...componentColumns(m, { decimals: 3, heat: true })],
    rows: names.map((name, j) => [name, ...Array.from({ length: m }, (_, c) => at(loadings, j, c))]),
    totals: [say('rotation.share'), ...explainedVarianceRatio.map((ratio) => Math.round(ratio * 1000) / 1000)],
  }
}

/** How well each column is carried (cos²), and what it contributes to the first components. */
function columnTable({ cos2, contributions }: PcaResult, names: readonly string[]): TableElement {
  const m = cos2.nColumns
  const shown = Math.min(3, m)
  const firsts = Array.from({ length: shown }, (_, c) => c)
  return {
    type: 'table',
    id: 'columns',
    title: say('columns.title'),
    caption: say('columns.caption'),
    columns: [
      { id: 'column', label: say('rotation.column') },
      { id: 'carried', label: say('columns.carried'), unit: 'percent', bar: true, hint: say('columns.carriedHint') },
      ...firsts.map((c) => ({
        id: `contribution-${c}`,
        label: say('columns.contribution', { component: componentName(c + 1) }),
        unit: 'percent' as const,
        bar: true,
      })),
    ],
    rows: names.map((name, j) => [
      name,
      Math.min(
        1,
        Array.from({ length: m }, (_, c) => at(cos2, j, c)).reduce((sum, value) => sum + value, 0),
      ),
      ...firsts.map((c) => at(contributions, j, c)),
    ]),
  }
}

/** Rows far out (T²) or badly carried (Q), with the limits that 99 % stay below. */
function outliers(result: PcaResult): ResultElement[] {
  const { hotellingT2, qResiduals, limits } = result
  if (limits.hotellingT2 === null) return []
  const beyond = (row: number) =>
    Math.max(
      (hotellingT2[row] as number) / (limits.hotellingT2 as number),
      limits.qResiduals === null ? 0 : (qResiduals[row] as number) / limits.qResiduals,
    )
  let count = 0
  const far: { row: number; times: number }[] = []
  for (let row = 0; row < hotellingT2.length; row++) {
    const times = beyond(row)
    if (!(times > 1)) continue
    count++
    far.push({ row, times })
    if (far.length > 4 * mostOutliers) keepFarthest(far)
  }
  keepFarthest(far)
  const elements: ResultElement[] = limits.qResiduals === null ? [] : [outlierFigure(result, count)]
  return far.length === 0 ? elements : [...elements, outlierTable(result, far, count)]
}

function keepFarthest(far: { row: number; times: number }[]): void {
  far.sort((a, b) => b.times - a.times || a.row - b.row)
  far.length = Math.min(far.length, mostOutliers)
}

function outlierFigure({ limits }: PcaResult, count: number): FigureElement {
  const line = (place: object) => ({
    type: 'line',
    line: { color: { $color: 'segment-1' }, dash: 'dash' },
    ...place,
  })
  const [x, y] = [limits.hotellingT2 as number, limits.qResiduals as number]
  return {
    type: 'figure',
    id: 'outliers',
    title: say('outliers.title', { count }),
    caption: say('outliers.caption', { share: quantity(limits.share, 'percent', 0) }),
    data: [
      {
        type: 'scattergl',
        mode: 'markers',
        x: { $result: 'hotellingT2' },
        y: { $result: 'qResiduals' },
        $rows: true,
        marker: { size: 5, opacity: 0.6, color: { $color: 'accent' } },
      },
    ],
    layout: {
      xaxis: { title: { text: { $text: say('outliers.x') } }, rangemode: 'tozero' },
      yaxis: { title: { text: { $text: say('outliers.y') } }, rangemode: 'tozero' },
      shapes: [
        line({ x0: x, x1: x, y0: 0, y1: 1, yref: 'paper' }),
        line({ y0: y, y1: y, x0: 0, x1: 1, xref: 'paper' }),
      ],
      hovermode: 'closest',
    },
  }
}

function outlierTable(
  { hotellingT2, qResiduals }: PcaResult,
  far: readonly { row: number; times: number }[],
  count: number,
): TableElement {
  return {
    type: 'table',
    id: 'outlier-rows',
    title: say('outliers.rows', { count: far.length, of: count }),
    columns: [
      { id: 'row', label: say('outliers.row'), unit: 'count' },
      { id: 't2', label: say('outliers.x'), decimals: 1 },
      { id: 'q', label: say('outliers.y'), decimals: 2 },
      { id: 'times', label: say('outliers.times'), decimals: 1, bar: true },
    ],
    rows: far.map(({ row, times }) => [row + 1, hotellingT2[row] as number, qResiduals[row] as number, times]),
  }
}

function supplementaryTables({ supplementary, components }: PcaResult): TableElement[] {
  const m = components.nRows
  const numeric = supplementary.flatMap((one) => (one.kind === 'numeric' ? [one] : []))
  const categorical = supplementary.flatMap((one) => (one.kind === 'categorical' ? [one] : []))
  const tables: TableElement[] = []
  if (numeric.length > 0) {
    tables.push({
      type: 'table',
      id: 'supplementary-numbers',
      title: say('supplementary.numbers'),
      caption: say('supplementary.numbersCaption'),
      columns: [{ id: 'column', label: say('rotation.column') }, ...componentColumns(m, { decimals: 3, heat: true })],
      rows: numeric.map(({ column, correlations }) => [column, ...correlations]),
    })
  }
  for (const { column, levels, counts, coordinates } of categorical) {
    tables.push({
      type: 'table',
      id: `supplementary-${column}`,
      title: say('supplementary.categories', { column: literal(column) }),
      caption: say('supplementary.categoriesCaption'),
      columns: [
        { id: 'level', label: literal(column) },
        { id: 'count', label: say('supplementary.rows'), unit: 'count' },
        ...componentColumns(m, { decimals: 2, heat: true }),
      ],
      rows: levels.map((level, i) => [level, counts[i] as number, ...(coordinates[i] as number[])]),
    })
  }
  return tables
}
