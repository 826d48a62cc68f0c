import scriptUrl from 'plotly.js-strict-dist-min/plotly-strict.min.js?url'

/** A point of a trace, as Plotly tells of it. */
export interface PlotlyPoint {
  curveNumber: number
  pointNumber?: number
  pointIndex?: number
  x?: unknown
  y?: unknown
}

/** What was drawn around points: a box or a lasso, with its places per axis. */
export interface SelectionEvent {
  points: readonly PlotlyPoint[]
  range?: Readonly<Record<string, readonly unknown[]>>
  lassoPoints?: Readonly<Record<string, readonly unknown[]>>
}

export interface PlotlyEvents {
  plotly_selected: SelectionEvent | undefined
  plotly_deselect: undefined
  plotly_relayout: Readonly<Record<string, unknown>>
  plotly_click: { points: readonly PlotlyPoint[]; event: MouseEvent }
  plotly_treemapclick: { points: readonly PlotlyPoint[]; event: MouseEvent }
  plotly_hover: { points: readonly PlotlyPoint[]; event: MouseEvent }
  plotly_unhover: undefined
}

/** The element that a plot lives in. */
export interface PlotElement extends HTMLElement {
  /** A listener that answers false keeps the drawing from what it would do by itself. */
  on<E extends keyof PlotlyEvents>(event: E, listener: (data: PlotlyEvents[E]) => unknown): void
  removeAllListeners(event: keyof PlotlyEvents): void
}

export interface PlotFigure {
  data: readonly object[]
  layout: Readonly<Record<string, unknown>>
  config: Readonly<Record<string, unknown>>
}

/** What is used of Plotly. */
export interface Plotly {
  react(element: HTMLElement, data: readonly object[], layout: object, config: object): Promise<PlotElement>
  relayout(element: HTMLElement, change: object): Promise<unknown>
  restyle(element: HTMLElement, change: object): Promise<unknown>
  purge(element: HTMLElement): void
  toImage(figure: HTMLElement | object, options: object): Promise<string>
  Plots: { resize(element: HTMLElement): Promise<unknown> | undefined }
}

declare global {
  interface Window {
    Plotly?: Plotly
  }
}

let loading: Promise<Plotly> | null = null

function addScript(): Promise<Plotly> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = scriptUrl
    script.onload = () =>
      window.Plotly ? resolve(window.Plotly) : reject(new Error('The drawing library did not start'))
    script.onerror = () => {
      loading = null
      script.remove()
      reject(new Error('The drawing library could not be loaded'))
    }
    document.head.append(script)
  })
}

/** The drawing library, loaded once when first needed: by a script tag, so that its 4 MB are not part of the page's own code. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= addScript()
  return loading
}

/** Loads the drawing library while the window has nothing else to do. */
export function preloadPlotly(): void {
  requestIdleCallback(() => void loadPlotly().catch(() => undefined), { timeout: 5000 })
}
