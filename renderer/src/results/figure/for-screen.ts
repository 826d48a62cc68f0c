import { colorOf } from '@shared/figures/palette'
import type { PlotlyInput } from '@shared/figures/to-plotly'

type Trace = Record<string, unknown>

/** True when a trace's points are rows that are named beside the pointer, by us rather than by Plotly. */
export function hasOwnReadout(trace: Trace, rows: ArrayLike<number> | undefined): boolean {
  return (rows?.length ?? 0) > 0 && trace['hovertemplate'] === undefined && trace['hoverinfo'] === undefined
}

/** What only a screen needs: rows are named by our own readout, a lasso can be seen, names of segments never fade. */
export function forScreen(
  figure: PlotlyInput,
  rowIds: readonly ArrayLike<number>[],
  theme: 'light' | 'dark',
): PlotlyInput {
  const data = figure.data.map((trace, index) => {
    if (hasOwnReadout(trace, rowIds[index])) return { ...trace, hoverinfo: 'none' }
    return typeof trace['mode'] === 'string' && trace['mode'].includes('text')
      ? { ...trace, ...unfading(trace) }
      : trace
  })
  const line = { color: colorOf('ink', theme), width: 1, dash: 'dot' }
  return { ...figure, data, layout: { ...figure.layout, newselection: { line }, activeselection: { opacity: 0.15 } } }
}

function unfading({ textfont }: Trace): Trace {
  return { unselected: { marker: { opacity: 1 }, ...(textfont ? { textfont } : {}) } }
}
