import { type ChartSpec, chartSpecSchema } from '@shared/charts/chart-spec'
import { chartTitle } from '@shared/charts/chart-title'
import { suggestTypes } from '@shared/charts/suggest-types'
import type { Condition } from '@shared/conditions/condition'
import type { Chart } from '@shared/contract/chart-channels'
import type { Dataset, MeasureType } from '@shared/dataset/schema'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'

/** What a person has chosen so far; the type may still follow the columns. */
export type Choices = Omit<ChartSpec, 'dataset' | 'type'> & { type?: ChartSpec['type'] | undefined }

/** A chart that is being built. */
export interface ChartDraft {
  choices: Choices
  spec: ChartSpec
  /** Types that fit the chosen columns, the most telling first. */
  suggested: readonly ChartSpec['type'][]
  isEmpty: boolean
  /** There is something to keep that is not kept yet. */
  isChanged: boolean
  /** Its own title, or what is shown by what. */
  name: string
  measureOf(column: string | undefined): MeasureType | null
  change(changes: Partial<Choices>): void
  /** Null where there is nothing to undo. */
  undo: (() => void) | null
  redo: (() => void) | null
}

/** Builds a chart of a dataset, from nothing, on the rows of a filter, or from one that is kept. */
export function useChartDraft(dataset: Dataset, chart: Chart | undefined, filter?: Condition): ChartDraft {
  const t = useText()
  const { now: choices, change, undo, redo } = useHistory(() => (chart ? choicesOf(chart) : filter ? { filter } : {}))
  const measureOf = (name: string | undefined) =>
    dataset.columns.find((column) => column.name === name)?.measureType ?? null
  const suggested = suggestTypes(measureOf(choices.x), measureOf(choices.y))
  const type = choices.type ?? suggested[0] ?? 'bar'
  const spec = { ...choices, type, dataset: dataset.id }
  const isEmpty = choices.x === undefined && choices.y === undefined && choices.type === undefined
  return {
    choices,
    spec,
    suggested,
    isEmpty,
    isChanged: !isEmpty && written(spec) !== (chart ? written(chart.spec) : ''),
    name: t(chartTitle({ ...spec, dataset: dataset.name })),
    measureOf,
    change,
    undo,
    redo,
  }
}

interface History {
  past: readonly Choices[]
  now: Choices
  future: readonly Choices[]
  /** What the last change was about: letters typed one after the other are one step. */
  about: string
}

const mostUndos = 200

/** Choices that can be undone and redone. */
function useHistory(first: () => Choices) {
  const [history, setHistory] = useState<History>(() => ({ past: [], now: first(), future: [], about: '' }))
  const { past, now, future } = history
  const change = (changes: Partial<Choices>) =>
    setHistory((then) => {
      const about = Object.keys(changes).join()
      const isSame = about === 'title' && then.about === about
      const before = isSame ? then.past : [...then.past, then.now].slice(-mostUndos)
      return { past: before, now: { ...then.now, ...changes }, future: [], about }
    })
  const undo = () =>
    setHistory((then) => {
      const last = then.past.at(-1)
      if (last === undefined) return then
      return { past: then.past.slice(0, -1), now: last, future: [then.now, ...then.future], about: '' }
    })
  const redo = () =>
    setHistory((then) => {
      const [next, ...rest] = then.future
      return next === undefined ? then : { past: [...then.past, then.now], now: next, future: rest, about: '' }
    })
  return { now, change, undo: past.length > 0 ? undo : null, redo: future.length > 0 ? redo : null }
}

function choicesOf(chart: Chart): Choices {
  const { dataset: _, ...choices } = chart.spec
  return { ...choices, title: choices.title ?? chart.name }
}

/** Two specs that draw the same are written the same. */
function written(spec: ChartSpec): string {
  const parsed = chartSpecSchema.safeParse(spec)
  return JSON.stringify(parsed.success ? parsed.data : spec)
}
