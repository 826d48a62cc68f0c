import { drawSessionChart } from '../draw-chart'
import type { HandlersOf } from '../engine-context'

export const chartHandlers: HandlersOf<'chart'> = {
  'chart/draw': async (context, request) => {
    const { chart } = await drawSessionChart(context.session(), request)
    const { data, layout, rowIds, reduced, rows, marks, element } = chart
    return { data, layout, rowIds, reduced, rows, marks, height: element.height ?? 420 }
  },
}
