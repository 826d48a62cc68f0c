import type { PlotFigure, Plotly } from './load-plotly'

interface WebglTrace {
  type?: unknown
  marker?: { symbol?: unknown }
}

const isWebgl = (trace: object): boolean => String((trace as WebglTrace).type).endsWith('gl')

/**
 * True when a figure holds WebGL contexts. A window has sixteen of them, and a figure takes three, so figures that are out
 * of sight must give theirs back.
 */
export function usesWebgl(figure: PlotFigure): boolean {
  return figure.data.some(isWebgl)
}

const prepared = new Set<string>()

/** Symbols that a figure draws by WebGL and that no figure has drawn yet. */
export function newSymbols(figure: PlotFigure): string[] {
  const symbols = figure.data.filter(isWebgl).map((trace) => String((trace as WebglTrace).marker?.symbol ?? 'circle'))
  return [...new Set(symbols)].filter((symbol) => !prepared.has(symbol))
}

const breath = () => new Promise((resolve) => setTimeout(resolve, 0))

/**
 * Has the drawing library prepare the symbols a figure needs, one by one, so that the window can answer in between: each
 * takes it many milliseconds the first time, and drawing them all at once would be felt.
 */
export async function prepareSymbols(plotly: Plotly, figure: PlotFigure): Promise<void> {
  const symbols = newSymbols(figure)
  if (symbols.length < 2) return
  const element = document.createElement('div')
  element.style.cssText = 'position:absolute;left:-400px;width:120px;height:90px;visibility:hidden'
  document.body.append(element)
  try {
    for (const symbol of symbols) {
      const trace = { type: 'scattergl', mode: 'markers', x: [0], y: [0], marker: { symbol } }
      await plotly.react(element, [trace], { width: 120, height: 90 }, { staticPlot: true })
      prepared.add(symbol)
      await breath()
    }
  } finally {
    plotly.purge(element)
    element.remove()
  }
}
