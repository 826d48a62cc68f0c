import type { Language } from '../locales'
import { translate } from '../locales/translate'
import { baseLayout } from './base-layout'
import { type PlotlyFigure, withColors, withTexts } from './paint-figure'
import type { Theme } from './palette'
import { plotlyLocale } from './plotly-locale'

export interface FigureReader {
  language: Language
  /** ISO 4217 code for amounts in texts. */
  currency: string
  theme: Theme
}

/** What `Plotly.react` takes. */
export interface PlotlyInput extends PlotlyFigure {
  config: Record<string, unknown>
}

/**
 * Makes a resolved figure what Plotly draws: texts said in the reader's language, colours of the theme, and the calm
 * looks that all figures share. Used by the screen and by reports, so that nothing is drawn twice.
 * Cost: proportional to what is not in typed arrays.
 */
export function toPlotly(resolved: PlotlyFigure, { language, currency, theme }: FigureReader): PlotlyInput {
  const said = withTexts(resolved, (text) => translate(text, language, currency))
  const { data, layout } = withColors(said, theme)
  return {
    data,
    layout: mergeLayouts(baseLayout(theme), layout),
    config: { ...plotlyLocale(language), displaylogo: false, responsive: false, showTips: false },
  }
}

/** The method's layout over the base; nested settings are joined, so that `legend: { y: 1.1 }` keeps the rest. */
function mergeLayouts(base: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  const merged = Object.entries(own).map(([key, value]) => [
    key,
    isPlain(base[key]) && isPlain(value) ? mergeLayouts(base[key], value) : value,
  ])
  return { ...base, ...Object.fromEntries(merged) }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
