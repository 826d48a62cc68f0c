import type { ResultElement, TableElement } from '../../contract/result-elements'
import { literal, quantity, text } from '../../contract/text'
import type { AssignmentReport, ColumnDrift } from './assignment-report'

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`assign.${id}`, values)

/** From this population stability index on a column has moved much; below the lower one little. */
const MUCH = 0.25
const LITTLE = 0.1
/** From this share on rows beyond anything learned from are said. */
const MANY_BEYOND = 0.02

/** What became of new rows, in words first: how many have a segment, what has moved, then both in numbers. */
export function assignmentElements(report: AssignmentReport, dataset: string): ResultElement[] {
  const { nRows, withoutSegment, beyondTraining, drift, isExact, agreement } = report
  const moved = drift.filter(({ psi }) => psi !== null && psi >= MUCH)
  const notice = (id: string, level: 'info' | 'warning' | 'success', said: ReturnType<typeof word>): ResultElement => ({
    type: 'notice',
    id,
    level,
    text: said,
  })
  return [
    {
      type: 'text',
      id: 'assigned',
      style: 'headline',
      text: word('headline', {
        rows: quantity(nRows - withoutSegment, 'count'),
        all: quantity(nRows, 'count'),
        dataset: literal(dataset),
      }),
    },
    ...(moved.length > 0
      ? [notice('moved', 'warning', word('moved', { columns: moved.map(({ column }) => literal(column)) }))]
      : [notice('steady', 'success', word('steady'))]),
    ...(beyondTraining !== null && beyondTraining >= MANY_BEYOND
      ? [notice('beyond', 'warning', word('beyond', { share: quantity(beyondTraining, 'percent', 1) }))]
      : []),
    ...(isExact ? [] : [notice('inexact', 'info', word('inexact', { share: quantity(agreement, 'percent', 1) }))]),
    segmentTable(report),
    driftTable(drift),
  ]
}

function segmentTable({ segments }: AssignmentReport): TableElement {
  return {
    type: 'table',
    id: 'assigned-segments',
    title: word('segments.title'),
    columns: [
      { id: 'segment', label: text('segments.table.segment') },
      { id: 'rowsThen', label: word('segments.rowsThen'), unit: 'count' },
      { id: 'rows', label: word('segments.rows'), unit: 'count' },
      { id: 'shareThen', label: word('segments.shareThen'), unit: 'percent', bar: true },
      { id: 'share', label: word('segments.share'), unit: 'percent', bar: true },
    ],
    rows: segments.map(({ name, rowsThen, rows, shareThen, share }) => [
      literal(name),
      rowsThen,
      rows,
      shareThen,
      share,
    ]),
  }
}

function driftTable(drift: readonly ColumnDrift[]): TableElement {
  const verdict = ({ psi }: ColumnDrift) =>
    psi === null ? null : word(`drift.${psi >= MUCH ? 'much' : psi >= LITTLE ? 'some' : 'little'}`)
  return {
    type: 'table',
    id: 'assigned-drift',
    title: word('drift.title'),
    caption: word('drift.caption'),
    columns: [
      { id: 'column', label: text('explanation.tests.column') },
      { id: 'moved', label: word('drift.moved') },
      { id: 'psi', label: word('drift.psi'), hint: word('drift.psiHint'), decimals: 3, bar: true },
      { id: 'ks', label: word('drift.ks'), hint: word('drift.ksHint'), decimals: 3 },
      { id: 'meanThen', label: word('drift.meanThen') },
      { id: 'meanNow', label: word('drift.meanNow') },
      { id: 'missingNow', label: word('drift.missingNow'), unit: 'count' },
    ],
    rows: drift.map((one) => [
      literal(one.column),
      verdict(one),
      one.psi,
      one.ks,
      one.meanThen,
      one.meanNow,
      one.missingNow,
    ]),
  }
}
