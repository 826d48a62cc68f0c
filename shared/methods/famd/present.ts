import type { FigureElement, ResultElement, TableElement } from '../../contract/result-elements'
import { literal, quantity, text } from '../../contract/text'
import type { PresentContext } from '../define-method'
import type { FamdParams, FamdResult } from './method'

const say = (key: string, values?: Parameters<typeof text>[1]) => text(`methods.famd.result.${key}`, values)

/** Categories that are named on the map. */
const MOST_NAMES = 15

/** Rows and categories on one map, how each column goes with the components, and where every category lies. */
export function present(result: FamdResult, { diagnostics }: PresentContext<FamdParams>): ResultElement[] {
  const { explainedVarianceRatio: ratios, columnLinks, kind } = result
  const share = ratios.slice(0, 2).reduce((sum, ratio) => sum + ratio, 0)
  const metric = (id: string, value: number, unit: 'count' | 'percent') => ({
    type: 'metric' as const,
    id,
    label: say(`${id}.label`),
    hint: say(`${id}.hint`),
    value,
    unit,
  })
  return [
    {
      type: 'text',
      id: 'headline',
      style: 'headline',
      text: say(`headline.${kind}`, { share: quantity(share, 'percent', 0), columns: columnLinks.length }),
    },
    metric('components', ratios.length, 'count'),
    metric(
      'explained',
      ratios.reduce((sum, ratio) => sum + ratio, 0),
      'percent',
    ),
    metric('rows', diagnostics.rowsUsed, 'count'),
    map(result),
    links(result),
    linksTable(result),
    ...(result.categories.length > 0 ? [categoriesTable(result)] : []),
    ...(result.numbers.length > 0 ? [numbersTable(result)] : []),
  ]
}

function axis({ explainedVarianceRatio }: FamdResult, c: number) {
  const share = quantity(explainedVarianceRatio[c] ?? 0, 'percent')
  return { title: { text: { $text: text('segments.axis.component', { number: c + 1, share }) } }, zeroline: true }
}

function map(result: FamdResult): FigureElement {
  const second = Math.min(1, result.scores.nColumns - 1)
  const { categories } = result
  return {
    type: 'figure',
    id: 'map',
    title: say('map.title'),
    caption: say(categories.length > 0 ? 'map.caption' : 'map.captionRows'),
    data: [
      {
        type: 'scattergl',
        mode: 'markers',
        x: { $result: 'scores', column: 0 },
        y: { $result: 'scores', column: second },
        $rows: true,
        name: { $text: say('rows.label') },
        marker: { size: 5, opacity: 0.4, color: { $color: 'muted' } },
      },
      ...(categories.length > 0
        ? [
            {
              type: 'scatter',
              mode: 'markers+text',
              x: categories.map(({ coordinates }) => coordinates[0] as number),
              y: categories.map(({ coordinates }) => coordinates[second] as number),
              text: labelsOf(categories, second),
              textposition: 'top center',
              name: { $text: say('categories') },
              customdata: categories.map(({ column, level }) => `${column}: ${level}`),
              hovertemplate: '%{customdata}<extra></extra>',
              marker: { size: 9, symbol: 'diamond', color: { $color: 'accent' } },
            },
          ]
        : []),
    ],
    layout: { xaxis: axis(result, 0), yaxis: axis(result, second), hovermode: 'closest' },
    height: 480,
  }
}

/** Names of the categories that shape the map most; the others show theirs on hover, so that names stay readable. */
function labelsOf(categories: FamdResult['categories'], second: number): string[] {
  const pull = categories.map(
    ({ count, coordinates }) => count * ((coordinates[0] as number) ** 2 + (coordinates[second] as number) ** 2),
  )
  const least = [...pull].sort((a, b) => b - a)[MOST_NAMES - 1] ?? 0
  return categories.map(({ level }, i) => ((pull[i] as number) >= least ? level : ''))
}

/** Columns by how much of each the first two components carry. */
function links(result: FamdResult): FigureElement {
  const second = Math.min(1, result.scores.nColumns - 1)
  const { columnLinks } = result
  return {
    type: 'figure',
    id: 'links',
    title: say('links.title'),
    caption: say('links.caption'),
    data: [
      {
        type: 'scatter',
        mode: 'markers+text',
        x: columnLinks.map(({ shares }) => shares[0] as number),
        y: columnLinks.map(({ shares }) => shares[second] as number),
        text: columnLinks.map(({ column }) => column),
        textposition: 'top center',
        marker: { size: 8, color: { $color: 'accent' } },
        hovertemplate: '%{text}: %{x:.2f}, %{y:.2f}<extra></extra>',
      },
    ],
    layout: {
      xaxis: { ...axis(result, 0), range: [-0.03, 1.05] },
      yaxis: { ...axis(result, second), range: [-0.03, 1.1] },
    },
  }
}

function componentColumns({ scores }: FamdResult, extra: object) {
  return Array.from({ length: scores.nColumns }, (_, c) => ({
    id: `component-${c}`,
    label: text('methods.pca.result.component', { number: c + 1 }),
    ...extra,
  }))
}

function linksTable(result: FamdResult): TableElement {
  return {
    type: 'table',
    id: 'column-links',
    title: say('links.table'),
    columns: [{ id: 'column', label: say('column') }, ...componentColumns(result, { unit: 'percent', bar: true })],
    rows: result.columnLinks.map(({ column, shares }) => [column, ...shares]),
  }
}

function categoriesTable(result: FamdResult): TableElement {
  return {
    type: 'table',
    id: 'categories',
    title: say('categoriesTable'),
    columns: [
      { id: 'column', label: say('column') },
      { id: 'level', label: say('category') },
      { id: 'count', label: say('rows.label'), unit: 'count' },
      ...componentColumns(result, { decimals: 2, heat: true }),
    ],
    rows: result.categories.map(({ column, level, count, coordinates }) => [column, level, count, ...coordinates]),
  }
}

function numbersTable(result: FamdResult): TableElement {
  return {
    type: 'table',
    id: 'numbers',
    title: say('numbersTable'),
    columns: [{ id: 'column', label: say('column') }, ...componentColumns(result, { decimals: 3, heat: true })],
    rows: result.numbers.map(({ column, correlations }) => [literal(column), ...correlations]),
  }
}
