import { baseLayout } from '@shared/figures/base-layout'
import { escapeMarkup, withTexts } from '@shared/figures/paint-figure'
import { colorOf, segmentColors, type Theme } from '@shared/figures/palette'
import { plotlyLocale } from '@shared/figures/plotly-locale'
import type { ReportChapter, ReportDocument, ReportFigure } from '../document/report-document'
import { compact } from './compact-json'
import { anchorOf, type PageContext } from './render-parts'

/** Keys of a trace whose lists hold words of the data's own. */
const wordKeys = ['x', 'y', 'text', 'labels']

/** Words of the data shown as they are written, where Plotly would read HTML in them. */
function plainWords(trace: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(trace).map(([key, value]): [string, unknown] => {
    if (!wordKeys.includes(key) || !Array.isArray(value)) return [key, value]
    return [
      key,
      value.map((item: unknown) => (typeof item === 'string' && item.includes('<') ? escapeMarkup(item) : item)),
    ]
  })
  return Object.fromEntries(entries)
}

/** A figure as the page keeps it: texts said, long arrays short, colours still by meaning. */
function bookedFigure({ data, layout, height }: ReportFigure, id: string, { words }: PageContext) {
  const said = withTexts({ data: data.map(plainWords), layout: { ...layout } }, words.say)
  return { id, height, data: compact(said.data), layout: compact(said.layout) }
}

/** Every colour that figures name. */
function colorNames(value: unknown, into: Set<string>): Set<string> {
  if (typeof value !== 'object' || value === null) return into
  if ('$color' in value) into.add(String(value.$color))
  else if (!Array.isArray(value) || typeof value[0] !== 'number' || value.length <= 8) {
    for (const item of Object.values(value)) colorNames(item, into)
  }
  return into
}

const themes: readonly Theme[] = ['light', 'dark', 'paper']
const perTheme = <T>(make: (theme: Theme) => T) => Object.fromEntries(themes.map((theme) => [theme, make(theme)]))

/**
 * What the page's script draws: figures with the looks they have everywhere in the application, for light, dark and paper.
 * The arrays are there once; a colour by meaning is looked up when it is drawn.
 */
export function figureBook(
  document: Pick<ReportDocument, 'language'> & { chapters: readonly Pick<ReportChapter, 'id' | 'parts'>[] },
  context: PageContext,
) {
  const figures = document.chapters.flatMap((chapter) =>
    chapter.parts.flatMap((part) =>
      part.type === 'figure' ? [bookedFigure(part, anchorOf(chapter.id, part.id), context)] : [],
    ),
  )
  const names = [...colorNames(figures, new Set())]
  return {
    paper: context.paper,
    figures,
    layouts: perTheme(baseLayout),
    colors: perTheme((theme) => Object.fromEntries(names.map((name) => [name, colorOf(name, theme)]))),
    config: plotlyLocale(document.language),
  }
}

const variables = (theme: Theme) =>
  segmentColors.light.map((_, label) => `--segment-${label}:${colorOf(`segment-${label}`, theme)};`).join('') +
  `--segment-none:${colorOf('segment--1', theme)};`

/** The segment colours as style variables, for the marks beside words. */
export function segmentStyles(): string {
  return `:root{${variables('light')}}@media screen and (prefers-color-scheme:dark){:root:not(.paper){${variables('dark')}}}`
}
