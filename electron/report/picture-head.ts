import type { PlotlyFigure } from '@shared/figures/paint-figure'

const lineHeight = 19
const titleHeight = 44
/** Letters that fit across a picture at the size of notes, and the pixels that one takes in a legend. */
const lettersAcross = 150
const letterWidth = 7

/** Chinese letters are as wide as two others. */
function widthOf(words: string): number {
  return [...words].reduce((sum, letter) => sum + (letter > '⺀' ? 2 : 1), 0)
}

/** Words in lines that are not longer than a picture is wide. */
function wrapped(words: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const part of words.split(/(?<=[\s，、；。])/u)) {
    if (line !== '' && widthOf(line + part) > lettersAcross) {
      lines.push(line)
      line = ''
    }
    line += part
  }
  return line === '' ? lines : [...lines, line]
}

/** How many rows the legend of a figure takes above its drawing. */
function legendRows({ data, layout }: PlotlyFigure, width: number): number {
  const names = data.flatMap(({ name, showlegend }) => (typeof name === 'string' && showlegend !== false ? [name] : []))
  const legend = layout['legend'] as { orientation?: string; title?: { text?: string } } | undefined
  const isAcross = legend?.orientation !== 'v' && layout['showlegend'] !== false
  if (!isAcross || (names.length < 2 && !data.some(({ showlegend }) => showlegend === true))) return 0
  const widest = names.reduce((most, name) => Math.max(most, widthOf(name)), 0) * letterWidth + 50
  return Math.ceil((names.length * widest + widthOf(legend?.title?.text ?? '') * letterWidth) / width)
}

/**
 * What stands above the drawing in a picture: its title, what to know about it, and room for both and for the legend.
 * @param width of the picture in pixels
 */
export function pictureHead(figure: PlotlyFigure, title: string, notes: string, width: number) {
  const plain = (words: string) => words.replaceAll('<', '&lt;')
  const lines = wrapped(notes)
  const rows = legendRows(figure, width)
  const head = titleHeight + (lines.length + rows) * lineHeight
  const top = (figure.layout['margin'] as { t?: number } | undefined)?.t ?? 16
  return {
    height: head,
    title: {
      text: plain(title),
      subtitle: { text: lines.map(plain).join('<br>'), font: { size: 12 } },
      x: 0.02,
      xanchor: 'left',
      y: 1,
      yref: 'container',
      yanchor: 'top',
      pad: { t: 14 },
      font: { size: 16 },
    },
    margin: { ...(figure.layout['margin'] as object | undefined), t: top + head },
  }
}
