import type { ChartSpec } from '@shared/charts/chart-spec'
import { useEffect, useState } from 'react'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import type { Selection } from '../../results/figure/selection-store'

type Drawn = Pick<
  Awaited<ReturnType<typeof workbench.chart.draw>>,
  'data' | 'layout' | 'rowIds' | 'marksOf' | 'reduced'
>

/**
 * A chart whose marks stand for many rows, with the selected part of each: bars, bins and slices show how much of them is
 * selected. The plain drawing stays until that is there.
 */
export function useShares(spec: ChartSpec, plain: Drawn, selection: Selection | null): Drawn {
  const [shown, setShown] = useState<{ of: Drawn; number: number; drawn: Drawn } | null>(null)
  const hasShares = plain.marksOf.some((trace) => trace >= 0)
  const selected = hasShares ? (selection?.rows.rowIds ?? null) : null
  const number = selection?.number ?? 0
  useEffect(() => {
    if (selected === null) return
    let current = true
    workbench.chart
      .draw({ ...spec, selected })
      .then((drawn) => current && setShown({ of: plain, number, drawn }))
      .catch(notifyError)
    return () => {
      current = false
    }
  }, [spec, plain, selected, number])
  return selected !== null && shown?.of === plain ? shown.drawn : plain
}
