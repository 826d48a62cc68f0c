import type { MeasureType } from '../dataset/schema'
import type { ChartType } from './chart-spec'

type Kind = 'number' | 'date' | 'words' | 'none'

/** Types that fit what is in x and y, the most telling first. */
const fitting: Readonly<Record<Kind, Readonly<Record<Kind, readonly ChartType[]>>>> = {
  date: {
    number: ['line', 'area', 'bar', 'calendar', 'scatter'],
    date: ['heatmap'],
    words: ['heatmap'],
    none: ['line', 'area', 'bar', 'calendar'],
  },
  words: {
    number: ['bar', 'box', 'violin', 'pareto', 'treemap', 'pie', 'map'],
    date: ['heatmap'],
    words: ['heatmap'],
    none: ['bar', 'pie', 'treemap', 'pareto', 'map'],
  },
  number: {
    number: ['scatter', 'heatmap', 'line', 'map'],
    date: ['scatter', 'heatmap'],
    words: ['heatmap'],
    none: ['histogram', 'density', 'bar'],
  },
  none: {
    number: ['lorenz', 'box', 'violin'],
    date: [],
    words: [],
    none: ['correlation', 'parallel'],
  },
}

/** Kind of a column by its measure type; null for none. */
function kindOf(measure: MeasureType | null): Kind {
  if (measure === null) return 'none'
  if (measure === 'time') return 'date'
  return measure === 'continuous' ? 'number' : 'words'
}

/**
 * Chart types that fit the columns in x and y, the most telling first.
 * @param x measure type of the column in x; null when there is none
 */
export function suggestTypes(x: MeasureType | null, y: MeasureType | null): readonly ChartType[] {
  return fitting[kindOf(x)][kindOf(y)]
}
