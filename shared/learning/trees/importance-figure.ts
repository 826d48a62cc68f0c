import type { FigureElement } from '../../contract/result-elements'
import { literal, text } from '../../contract/text'

/** Terms drawn; more cannot be read. */
const TERMS = 15

/** Which encoded columns a model's splits owe most to, as bars; nothing when there was no split. */
export function importanceFigure(shares: readonly { term: string; importance: number }[]): FigureElement[] {
  const strongest = [...shares].sort((a, b) => b.importance - a.importance).slice(0, TERMS)
  const used = strongest.filter(({ importance }) => importance > 0)
  const [first] = used
  if (!first) return []
  return [
    {
      type: 'figure',
      id: 'split-importance',
      title: text('predict-trees.importance.title', { term: literal(first.term) }),
      caption: text('predict-trees.importance.caption'),
      data: [
        {
          type: 'bar',
          orientation: 'h',
          y: used.map(({ term }) => term),
          x: used.map(({ importance }) => importance),
          marker: { color: { $color: 'accent' } },
          hovertemplate: '%{y}: %{x:.1%}<extra></extra>',
          showlegend: false,
        },
      ],
      layout: {
        xaxis: {
          title: { text: { $text: text('predict-trees.importance.x') } },
          tickformat: '.0%',
          rangemode: 'tozero',
        },
        yaxis: { autorange: 'reversed', automargin: true, type: 'category' },
      },
      height: Math.max(220, 90 + 22 * used.length),
    },
  ]
}
