import type { Segment } from '@shared/contract/segment-channels'
import { literal, text } from '@shared/contract/text'
import { describeDefinition } from '@shared/stored-segments/describe-definition'
import type { SegmentDefinition } from '@shared/stored-segments/segment-definition'
import { useCallback } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'

/** Answers a function that says a segment's definition in the reader's words. */
export function useDefinitionWords(): (definition: SegmentDefinition) => string {
  const t = useText()
  const segments = useWorkbenchStore((state) => state.segments)
  const datasets = useWorkbenchStore((state) => state.datasets)
  const runs = useWorkbenchStore((state) => state.runs)
  return useCallback(
    (definition) =>
      t(
        describeDefinition(definition, {
          segment: (id) => segments?.find((one) => one.id === id)?.name ?? '–',
          dataset: (id) => datasets?.find((one) => one.id === id || one.name === id)?.name ?? id,
          run: (id) => {
            const run = runs?.find((one) => one.id === id)
            if (!run) return text('stored.removedRun')
            return run.title ? literal(run.title) : text(`methods.${run.methodId}.name`)
          },
        }),
      ),
    [t, segments, datasets, runs],
  )
}

/** The size that is shown: of the newest revision that is known. */
export function latestOf(segment: Segment) {
  return segment.snapshots.at(-1)
}

/** Rows more or less than in the revision before; null without one. */
export function changeOf(segment: Segment): number | null {
  const [before, now] = segment.snapshots.slice(-2)
  return before && now && before.rows !== null && now.rows !== null ? now.rows - before.rows : null
}
