import type { NoticeElement, ResultElement, TableElement } from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import { conditionText } from '../../segments/explanation/conditions'
import { conditionsText } from '../../segments/explanation/present-explanation'
import type { PresentContext } from '../define-method'
import type { LeafRule, SegmentTreeParams, SegmentTreeResult } from './method'
import { treeFigure } from './tree-figure'

type Context = PresentContext<SegmentTreeParams>

/** Below this the rules are not faithful enough to act on. */
const FAITHFUL = 0.9
const MOST_IMPORTANT = 15

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`methods.segment-tree.result.${id}`, values)

/** Shows how faithful the rules are, the tree, the rules in words, and which columns matter. */
export function present(result: SegmentTreeResult, context: Context): ResultElement[] {
  const { isAmount, fidelity, nLeaves, depth } = result
  const target = literal(context.columns['target']?.[0] ?? '')
  const kind = isAmount ? 'amount' : 'segments'
  const values = { target, leaves: nLeaves, fidelity: quantity(fidelity, 'percent', 0), count: result.classes.length }
  const labelName = (label: number): Text =>
    isAmount ? word('leaf', { number: label + 1 }) : literal(result.classes[label] ?? '')
  return [
    { type: 'text', id: 'headline', style: 'headline', text: word(`headline.${kind}`, values) },
    {
      type: 'metric',
      id: 'fidelity',
      label: word(`fidelity.${kind}`),
      hint: word(`fidelity.${kind}Hint`),
      value: fidelity,
      unit: 'percent',
      tone: fidelity >= FAITHFUL ? 'good' : 'neutral',
    },
    { type: 'metric', id: 'leaves', label: word('leaves'), hint: word('leavesHint'), value: nLeaves, unit: 'count' },
    { type: 'metric', id: 'depth', label: word('depth'), hint: word('depthHint'), value: depth, unit: 'count' },
    ...notices(result, context),
    treeFigure(result, labelName),
    rulesTable(result, labelName),
    importanceTable(result),
  ]
}

function notices({ isAmount, fidelity, nLeaves }: SegmentTreeResult, { diagnostics }: Context): NoticeElement[] {
  const all: NoticeElement[] = []
  if (nLeaves === 1) all.push({ type: 'notice', id: 'no-split', level: 'warning', text: word('noSplit') })
  else if (!isAmount && fidelity < FAITHFUL) {
    const words = word('unfaithful', { fidelity: quantity(fidelity, 'percent', 0) })
    all.push({ type: 'notice', id: 'unfaithful', level: 'warning', text: words })
  }
  if (diagnostics.rowsDropped > 0) {
    const words = word('dropped', { rows: diagnostics.rowsDropped })
    all.push({ type: 'notice', id: 'dropped', level: 'info', text: words })
  }
  return all
}

function rulesTable({ rules, isAmount, classes }: SegmentTreeResult, labelName: (label: number) => Text): TableElement {
  const conditions = (rule: LeafRule) => conditionsText(rule.conditions.map(conditionText))
  return {
    type: 'table',
    id: 'rules',
    title: word('rules.title'),
    caption: word(isAmount ? 'rules.captionAmount' : 'rules.caption'),
    columns: [
      { id: 'segment', label: text('segments.table.segment') },
      { id: 'rule', label: text('explanation.rules.rule') },
      ...(isAmount ? [{ id: 'value', label: word('rules.value') }] : []),
      { id: 'coverage', label: text('explanation.rules.coverage'), unit: 'percent', bar: true },
      ...(isAmount
        ? []
        : [{ id: 'precision', label: text('explanation.rules.precision'), unit: 'percent' as const, bar: true }]),
      { id: 'support', label: word('rules.support'), unit: 'count' },
    ],
    rows: rules.map((rule) => [
      labelName(classes.indexOf(rule.segment)),
      conditions(rule),
      ...(isAmount ? [rule.value] : []),
      rule.coverage,
      ...(isAmount ? [] : [rule.precision]),
      rule.support,
    ]),
  }
}

function importanceTable({ importance }: SegmentTreeResult): TableElement {
  return {
    type: 'table',
    id: 'importance',
    title: word('importance.title'),
    caption: word('importance.caption'),
    columns: [
      { id: 'column', label: word('importance.column') },
      { id: 'share', label: word('importance.share'), unit: 'percent', bar: true },
    ],
    rows: importance.slice(0, MOST_IMPORTANT).map(({ column, share }) => [column, share]),
  }
}
