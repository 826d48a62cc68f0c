import { segmentColour } from '@shared/figures/segment-colours'
import { segmentNamer } from '@shared/figures/segment-name'
import { useCallback, useMemo } from 'react'
import { useText } from '../app/locale/locale-provider'
import { useMaybeResultScope } from './result-scope'

/** Segments that can be told apart by colour. */
const COLORED_SEGMENTS = 50
const none: Readonly<Record<string, string>> = {}

/** Answers a function that says a segment's own name, or "Segment 1" when it has none; −1 is noise. */
export function useSegmentName(): (label: number) => string {
  const t = useText()
  const { segmentNames = none, segmentTexts } = useMaybeResultScope()?.run ?? {}
  return useCallback((label) => t(segmentNamer(segmentNames, segmentTexts)(label)), [t, segmentNames, segmentTexts])
}

/** Answers a function that tells which segment of the run a cell's words name. */
export function useSegmentOfWords(): (words: string) => number | undefined {
  const nameOf = useSegmentName()
  const labels = useMemo(() => {
    const all = Array.from({ length: COLORED_SEGMENTS + 1 }, (_, index) => index - 1)
    return new Map(all.map((label) => [nameOf(label), label]))
  }, [nameOf])
  return useCallback((words) => labels.get(words), [labels])
}

/** Answers a function that says which colour of the palette a segment of the run has. */
export function useSegmentColour(): (label: number) => number {
  const run = useMaybeResultScope()?.run
  return useCallback((label) => segmentColour(run ?? {}, label), [run])
}
