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
  const draw = async (): Promise<Uint8Array<ArrayBuffer> | null> => {
    if (!drawn) return null
    const plotly = await loadPlotly()
    const height = (element.height ?? 360) + 48
    const layout = withTitle(drawn.layout, t(element.title), colors)
    const url = await plotly.toImage(
      { data: drawn.data, layout, config: drawn.config },
      { format: 'png', height, ...PICTURE },
    )
    return bytesOf(url)
  }
  return {
    async copy() {
      try {
        const png = await draw()
        if (!png) return
        await workbench.app.copyPicture({ png })
        notifyText('success', 'results.figure.copied')
      } catch (thrown) {
        notifyError(thrown)
      }
    },
    async save() {
      try {
        const file = await workbench.file.saveAs({ suggestedName: fileName(t(element.title)), format: 'png' })
        const png = file && (await draw())
        if (!file || !png) return
        await workbench.file.write({ token: file.token, bytes: png })
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

function bytesOf(dataUrl: string): Uint8Array<ArrayBuffer> {
  const base64 = dataUrl.slice(dataUrl.indexOf(',') + 1)
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}
