import type { ChartSpec } from '@shared/charts/chart-spec'
import { useEffect, useState } from 'react'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import type { Viewport } from '../../results/figure/viewport'

type Drawn = Awaited<ReturnType<typeof workbench.chart.draw>>

/** So long a zoom must rest before other points are asked for, in milliseconds. */
const REST = 250

/**
 * The visible part of a chart that does not show every point: where few enough are left, they come back one by one. The old
 * drawing stays until the new one is there.
 */
export function useZoomed(spec: ChartSpec, whole: Drawn) {
  const [viewport, setViewport] = useState<Viewport | null>(null)
  const [part, setPart] = useState<Drawn | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another spec comes with another drawing
  useEffect(() => {
    if (!viewport || !whole.reduced) {
      setPart(null)
      return
    }
    let current = true
    const timer = window.setTimeout(() => {
      workbench.chart
        .draw({ ...spec, viewport })
        .then((drawn) => current && setPart(drawn))
        .catch(notifyError)
    }, REST)
    return () => {
      current = false
      window.clearTimeout(timer)
    }
  }, [viewport, whole])
  return { drawn: part ?? whole, setViewport }
}
