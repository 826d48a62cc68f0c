import type { FigureElement, ResultElement, TableElement, TextElement } from '../../contract/result-elements'
import { literal, quantity, type Text } from '../../contract/text'
import { methodWords } from '../../transactions/method-words'
import { retentionAfter } from './campaign-value'
import type { Scenario, WhatIfResult } from './method'

const words = methodWords('what-if')
const { at, metric, column } = words

/** Shows what a campaign would bring, and scenarios beside each other. */
export function present({ scenarios }: WhatIfResult): ResultElement[] {
  const [base] = scenarios
  if (!base) return []
  return [
    words.headline(
      {
        cost: quantity(base.cost, 'currency'),
        gain: quantity(Math.abs(base.gain), 'currency'),
        before: quantity(base.clv, 'currency'),
        after: quantity(base.clvAfter, 'currency'),
      },
      base.gain >= 0 ? 'headline' : 'headlineLoss',
    ),
    ...whatIfMetrics(base),
    ...whatIfFormulas(base),
    ...(scenarios.length > 1 ? [gainFigure(scenarios)] : []),
    scenarioTable(scenarios),
  ]
}

/** What follows from a scenario, in a few numbers. */
export function whatIfMetrics(scenario: Scenario) {
  const { clv, clvAfter, gain, breakEvenCost, breakEvenLift } = scenario
  return [
    metric('clv', clv, 'currency'),
    metric('clvAfter', clvAfter, 'currency'),
    metric('gain', gain, 'currency', { tone: gain >= 0 ? 'good' : 'bad' }),
    metric('return', scenario.return, 'percent'),
    metric('breakEvenCost', breakEvenCost, 'currency'),
    metric('breakEvenLift', breakEvenLift, 'percent'),
  ]
}

/** Why lifetime value is what it is, without and with the campaign, and the gain. */
export function whatIfFormulas(scenario: Scenario): TextElement[] {
  const { revenue, revenueLift, margin, discountRate, retentionRate, customers, clv, clvAfter, campaignCost } = scenario
  const values = (money: number, retention: number, value: number) => ({
    margin: quantity(money * margin, 'currency'),
    retention: quantity(retention, 'percent'),
    discount: quantity(discountRate, 'percent'),
    value: quantity(value, 'currency'),
  })
  return [
    words.formula('before', values(revenue, retentionRate, clv), 'formula.before'),
    words.formula('after', values(revenue * (1 + revenueLift), retentionAfter(scenario), clvAfter), 'formula.after'),
    words.formula(
      'gain-formula',
      {
        customers: quantity(customers, 'count'),
        after: quantity(clvAfter, 'currency'),
        before: quantity(clv, 'currency'),
        cost: quantity(campaignCost, 'currency'),
        gain: quantity(scenario.gain, 'currency'),
      },
      'formula.gain',
    ),
  ]
}

function nameOf({ name }: Scenario): Text {
  return name === null ? at('base') : literal(name)
}

function gainFigure(scenarios: readonly Scenario[]): FigureElement {
  return {
    type: 'figure',
    id: 'gains',
    title: at('gains.title'),
    data: [
      {
        type: 'bar',
        orientation: 'h',
        y: scenarios.map((scenario) => ({ $text: nameOf(scenario) })),
        x: scenarios.map(({ gain }) => gain),
        marker: { color: { $color: 'accent' } },
        hovertemplate: '%{y}: %{x:,.2f}<extra></extra>',
      },
    ],
    layout: {
      xaxis: { title: { text: { $text: at('gains.x') } } },
      yaxis: { autorange: 'reversed', automargin: true, type: 'category' },
    },
    height: 120 + 36 * scenarios.length,
  }
}

function scenarioTable(scenarios: readonly Scenario[]): TableElement {
  return {
    type: 'table',
    id: 'scenarios',
    title: at('table.title'),
    columns: [
      column('scenario'),
      column('gain', 'currency', { bar: true }),
      column('return', 'percent'),
      column('clv', 'currency'),
      column('clvAfter', 'currency'),
      column('cost', 'currency'),
      column('revenue', 'currency'),
      column('margin', 'percent'),
      column('retentionRate', 'percent'),
      column('retentionLift', 'percent'),
      column('revenueLift', 'percent'),
      column('discountRate', 'percent'),
    ],
    rows: scenarios.map((scenario) => [
      nameOf(scenario),
      scenario.gain,
      scenario.return,
      scenario.clv,
      scenario.clvAfter,
      scenario.cost,
      scenario.revenue,
      scenario.margin,
      scenario.retentionRate,
      scenario.retentionLift,
      scenario.revenueLift,
      scenario.discountRate,
    ]),
  }
}
