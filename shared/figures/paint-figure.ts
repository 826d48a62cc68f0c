import type { Text } from '../contract/text'
import { arrayTypeOf } from '../dataset/result-arrays'
import { colorOf, type Theme } from './palette'

/** Traces and layout, on the way from a resolved figure to Plotly. */
export interface PlotlyFigure {
  data: Record<string, unknown>[]
  layout: Record<string, unknown>
}

type Replace = (value: object, key: string) => unknown

/** A copy in which `replace` has its say for every object; typed arrays are kept as they are. */
function mapObjects(value: unknown, replace: Replace, key = ''): unknown {
  if (typeof value !== 'object' || value === null || arrayTypeOf(value)) return value
  if (Array.isArray(value)) return value.some(isObject) ? value.map((item) => mapObjects(item, replace, key)) : value
  const replaced = replace(value, key)
  if (replaced !== undefined) return replaced
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapObjects(item, replace, name)]))
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function mapFigure<F extends PlotlyFigure>(figure: F, replace: Replace): PlotlyFigure {
  return {
    data: figure.data.map((trace) => mapObjects(trace, replace) as Record<string, unknown>),
    layout: mapObjects(figure.layout, replace) as Record<string, unknown>,
  }
}

/** Replaces `{ $color }` by the theme's colours. */
export function withColors(figure: PlotlyFigure, theme: Theme): PlotlyFigure {
  return mapFigure(figure, (value) => ('$color' in value ? colorOf(String(value.$color), theme) : undefined))
}

/** The figure with every colour's name put through `rename`. */
export function recoloured<F extends PlotlyFigure>(figure: F, rename: (name: string) => string): F {
  const painted = mapFigure(figure, (value) =>
    '$color' in value ? { ...value, $color: rename(String(value.$color)) } : undefined,
  )
  return { ...figure, ...painted }
}

/** Keys whose texts are patterns in Plotly's own notation, not words to be shown as they are. */
const patternKeys = ['hovertemplate', 'texttemplate']

/**
 * Replaces `{ $text }` by words. Plotly reads a little HTML in texts: what looks like a tag is shown as it is written, a
 * line break in a text breaks the line.
 * @param say says a text in the reader's language
 */
export function withTexts(figure: PlotlyFigure, say: (text: Text) => string): PlotlyFigure {
  return mapFigure(figure, (value, key) => {
    if (!('$text' in value)) return undefined
    const words = say(value.$text as Text)
    return patternKeys.includes(key) ? words : escapeMarkup(words).replaceAll('\n', '<br>')
  })
}

/** Shows words from the data as they are, where Plotly would read HTML. */
export function escapeMarkup(words: string): string {
  return words.replace(/&(?=#?\w+;)/g, '&amp;').replaceAll('<', '&lt;')
}
