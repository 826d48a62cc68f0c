import type { FigureElement, ResultElement } from '../../contract/result-elements'
import { literal, quantity, text } from '../../contract/text'
import type { PresentContext } from '../define-method'
import { featureNotices } from '../feature-notices'
import type { UmapParams, UmapResult } from './method'

const say = (key: string, values?: Parameters<typeof text>[1]) => text(`methods.umap.result.${key}`, values)

/** The map, coloured by any of the columns, and how far it can be trusted. */
export function present(result: UmapResult, context: PresentContext<UmapParams>): ResultElement[] {
  const { neighboursKept, nShown, preparation } = result
  const rowsLeft = context.diagnostics.rowsUsed + context.diagnostics.rowsDropped - nShown
  return [
    {
      type: 'text',
      id: 'headline',
      style: 'headline',
      text: say('headline', { rows: nShown, share: quantity(neighboursKept, 'percent', 0) }),
    },
    {
      type: 'metric',
      id: 'kept',
      label: say('kept.label'),
      hint: say('kept.hint'),
      value: neighboursKept,
      unit: 'percent',
    },
    { type: 'metric', id: 'rows', label: say('rows.label'), hint: say('rows.hint'), value: nShown, unit: 'count' },
    ...featureNotices(preparation, context),
    ...(rowsLeft > 0 && nShown >= 20_000
      ? [{ type: 'notice' as const, id: 'sample', level: 'info' as const, text: say('sample', { rows: nShown }) }]
      : []),
    map(preparation.map(({ name }) => name)),
    { type: 'notice', id: 'reading', level: 'info', text: say('reading') },
  ]
}

function map(names: readonly string[]): FigureElement {
  return {
    type: 'figure',
    id: 'map',
    title: say('map.title'),
    caption: say('map.caption'),
    data: [
      {
        type: 'scattergl',
        mode: 'markers',
        x: { $result: 'embedding', column: 0 },
        y: { $result: 'embedding', column: 1 },
        $rows: true,
        marker: {
          size: 5,
          opacity: 0.7,
          color: { $pick: 'color' },
          showscale: true,
          colorscale: [
            [0, { $color: 'sequential-low' }],
            [1, { $color: 'sequential-high' }],
          ],
        },
      },
    ],
    layout: {
      xaxis: { showticklabels: false, title: { text: '' } },
      yaxis: { showticklabels: false, title: { text: '' }, scaleanchor: 'x' },
      hovermode: 'closest',
    },
    pickers: [
      {
        id: 'color',
        label: say('map.color'),
        options: names.map((name) => ({ label: literal(name), value: { $column: name } })),
        initial: 0,
      },
    ],
    height: 520,
  }
}
