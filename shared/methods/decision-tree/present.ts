import type { ResultElement, TableElement } from '../../contract/result-elements'
import { ruleWords } from '../../learning/trees/condition-words'
import { methodWords } from '../../transactions/method-words'
import type { TreeResult } from './method'
import { treeFigure } from './tree-figure'

const { at, metric, notice, column } = methodWords('decision-tree')

/** Rules listed; more are not read. */
const RULES = 30

/** The tree drawn, and its leaves as rules, those that say most first. */
export function present(result: TreeResult): ResultElement[] {
  const { nLeaves, depth } = result
  if (nLeaves === 1) return [notice('noSplit', 'info')]
  return [metric('nLeaves', nLeaves, 'count'), metric('depth', depth, 'count'), treeFigure(result), ruleTable(result)]
}

function ruleTable({ rules, classes, nTrain, task }: TreeResult): TableElement {
  const isBinary = classes.length === 2
  const winner = (value: readonly number[]) => value.indexOf(Math.max(...value))
  const shown = (value: readonly number[]) => (isBinary ? (value[1] as number) : Math.max(...value))
  const ordered = [...rules].sort((a, b) =>
    isBinary || task === 'regression' ? shown(b.value) - shown(a.value) : b.nSamples - a.nSamples,
  )
  return {
    type: 'table',
    id: 'rules',
    title: at('rules.title'),
    caption: at(rules.length > RULES ? 'rules.captionSome' : 'rules.caption', { shown: RULES, all: rules.length }),
    columns: [
      column('rule'),
      ...(classes.length > 2 ? [column('class')] : []),
      task === 'regression'
        ? column('mean', 'number', { decimals: 2 })
        : column('probability', 'percent', { bar: true }),
      column('rows', 'count'),
      column('share', 'percent', { decimals: 1 }),
    ],
    rows: ordered
      .slice(0, RULES)
      .map(({ conditions, value, nSamples }) => [
        ruleWords(conditions),
        ...(classes.length > 2 ? [classes[winner(value)] as string] : []),
        shown(value),
        nSamples,
        nSamples / nTrain,
      ]),
  }
}
