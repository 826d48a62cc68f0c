import type { FigureElement } from '@shared/contract/result-elements'
import { useText } from '../../app/locale/locale-provider'
import { useColors } from '../../app/theme/theme-provider'
import { workbench } from '../../app/workbench'
import { notifyError, notifyText } from '../../components/notify'
import { fileName } from '../export-rows'
import { loadPlotly, type PlotFigure } from './load-plotly'

/** A picture is as wide as a page of a document and twice as fine as the screen. */
const PICTURE = { width: 960, scale: 2 }

/** Makes a picture of a figure, with its title, to copy or to save. */
export function usePicture(element: FigureElement, drawn: PlotFigure | null) {
  const t = useText()
  const colors = useColors()
  const draw = async (format: 'png' | 'svg'): Promise<Uint8Array<ArrayBuffer> | null> => {
    if (!drawn) return null
    const plotly = await loadPlotly()
    const height = (element.height ?? 360) + 48
    const layout = withTitle(drawn.layout, t(element.title), colors)
    const url = await plotly.toImage(
      { data: format === 'svg' ? drawn.data.map(asVectors) : drawn.data, layout, config: drawn.config },
      { format, height, ...PICTURE },
    )
    return bytesOf(url)
  }
  return {
    async copy() {
      try {
        const png = await draw('png')
        if (!png) return
        await workbench.app.copyPicture({ png })
        notifyText('success', 'results.figure.copied')
      } catch (thrown) {
        notifyError(thrown)
      }
    },
    async save(format: 'png' | 'svg') {
      try {
        const file = await workbench.file.saveAs({ suggestedName: fileName(t(element.title)), format })
        const bytes = file && (await draw(format))
        if (!file || !bytes) return
        await workbench.file.write({ token: file.token, bytes })
        notifyText('success', 'results.saved', { file: file.name })
      } catch (thrown) {
        notifyError(thrown)
      }
    },
  }
}

/** The layout with its title above it and a ground that is not see-through. */
function withTitle(layout: PlotFigure['layout'], title: string, colors: 'light' | 'dark'): Record<string, unknown> {
  const margin = (layout['margin'] ?? {}) as Record<string, number>
  const ground = colors === 'light' ? '#ffffff' : '#1b1d1d'
  return {
    ...layout,
    title: {
      text: title.replaceAll('<', '&lt;'),
      x: 0.02,
      xanchor: 'left',
      y: 0.97,
      yanchor: 'top',
      font: { size: 16 },
    },
    margin: { ...margin, t: (margin['t'] ?? 16) + 48 },
    paper_bgcolor: ground,
    plot_bgcolor: ground,
  }
}

/** A trace drawn on a canvas would be a picture inside the picture. */
function asVectors(trace: object): object {
  return 'type' in trace && trace.type === 'scattergl' ? { ...trace, type: 'scatter' } : trace
}

/** What follows the comma of a data address, as bytes. */
function bytesOf(dataUrl: string): Uint8Array<ArrayBuffer> {
  const comma = dataUrl.indexOf(',')
  const content = dataUrl.slice(comma + 1)
  if (!dataUrl.slice(0, comma).endsWith(';base64')) return new TextEncoder().encode(decodeURIComponent(content))
  return Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
}
