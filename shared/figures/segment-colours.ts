import type { RunSummary } from '../contract/workspace'
import { type PlotlyFigure, recoloured } from './paint-figure'

type Coloured = Pick<RunSummary, 'segmentColours'>

/** Position in the palette of a run's segment: the colour of the stored segment that was made of it, else its own. */
export function segmentColour({ segmentColours }: Coloured, label: number): number {
  return segmentColours?.[String(label)] ?? label
}

/** A figure in which segments have the colours of the stored segments that were made of them. */
export function withSegmentColours<F extends PlotlyFigure>(figure: F, run: Coloured): F {
  if (Object.keys(run.segmentColours ?? {}).length === 0) return figure
  return recoloured(figure, (name) =>
    name.replace(/^segment-(\d+)/, (_, label: string) => `segment-${segmentColour(run, Number(label))}`),
  )
}
