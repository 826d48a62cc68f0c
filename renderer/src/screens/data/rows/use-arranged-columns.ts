import type { Dataset } from '@shared/dataset/schema'
import { useMemo } from 'react'
import type { ColumnArranging } from '../../../components/grid/grid-header'
import { placeColumns, plainLayout, withFrozen, withHidden, withMoved, withStep } from './column-layout'
import { useColumnLayout } from './use-column-layout'

/**
 * A dataset's columns as a person arranged them, and everything that arranges them anew.
 * @param fittingWidth how wide a column must be for what it shows
 */
export function useArrangedColumns(dataset: Dataset, fittingWidth: (name: string) => number) {
  const { layout, change } = useColumnLayout(dataset.id)
  const names = useMemo(() => dataset.columns.map(({ name }) => name), [dataset.columns])
  const placed = useMemo(() => placeColumns(names, layout), [names, layout])
  const resize = (name: string, width: number) =>
    change((before) => ({ ...before, widths: { ...before.widths, [name]: width } }))
  const fit = (name: string) => resize(name, fittingWidth(name))
  const move = (name: string, target: string) => change((before) => withMoved(names, before, name, target))
  const arrange: ColumnArranging = { onResize: resize, onFit: fit, onMove: move }
  return {
    placed,
    widths: layout.widths,
    arrange,
    fit,
    step: (name: string, by: -1 | 1) => change((before) => withStep(names, before, name, by)),
    freeze: (name: string, isFrozen: boolean) => change((before) => withFrozen(names, before, name, isFrozen)),
    hide: (name: string, isHidden: boolean) => change((before) => withHidden(before, name, isHidden)),
    reset: () => change(() => plainLayout),
  }
}
