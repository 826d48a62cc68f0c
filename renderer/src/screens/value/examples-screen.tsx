import { Button } from '@mantine/core'
import { quantity, type Text, text } from '@shared/contract/text'
import { calculateFlows } from '@shared/methods/customer-value/calculate-flows'
import { formulaInNumbers } from '@shared/methods/customer-value/formula-in-numbers'
import { spec } from '@shared/methods/customer-value/method'
import { parseParams } from '@shared/methods/parse-params'
import { type WorkedExample, workedExamples } from '@shared/worked-examples/examples'
import {
  inertiaOf,
  solveFlows,
  solveMargin,
  solveScores,
  solveSplit,
  solveWeighted,
} from '@shared/worked-examples/solve-example'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { notifyError } from '../../components/notify'
import { Page } from '../../components/page'
import { startRun } from '../../methods/start-run'
import { TextBlock } from '../../results/text-block'
import { SimpleTable } from './simple-table'
import classes from './value-pages.module.css'

type Of<K extends WorkedExample['kind']> = Extract<WorkedExample, { kind: K }>
const at = (name: string, values?: Parameters<typeof text>[1]): Text => text(`value.examples.${name}`, values)

/** Small sums to learn by, each with its data, its formula with the numbers filled in, and its result computed now. */
export default function ExamplesScreen() {
  const t = useText()
  return (
    <Page title={t('value.examples.title')} line={t('value.examples.line')}>
      <div className={classes.examples}>
        {workedExamples.map((example) => (
          <article key={example.id} className={classes.example} aria-labelledby={`example-${example.id}`}>
            <h2 id={`example-${example.id}`}>{t(at(example.id))}</h2>
            <Example example={example} />
          </article>
        ))}
      </div>
    </Page>
  )
}

function Example({ example }: { example: WorkedExample }) {
  switch (example.kind) {
    case 'flows':
      return <FlowsExample example={example} />
    case 'margin':
      return <MarginExample example={example} />
    case 'scores':
      return <ScoresExample example={example} />
    case 'weighted':
      return <WeightedExample example={example} />
    default:
      return <SplitExample example={example} />
  }
}

interface BodyProps {
  line: Text
  table: ReactNode
  formula: ReactNode
  result: string
  notes?: readonly Text[]
  foot?: ReactNode
}

function Body({ line, table, formula, result, notes = [], foot }: BodyProps) {
  const t = useText()
  return (
    <>
      <p>{t(line)}</p>
      {table}
      {formula}
      <p className={classes.total}>{result}</p>
      {notes.map((note) => (
        <p key={t(note)} className={classes.help}>
          {t(note)}
        </p>
      ))}
      {foot && <div className={classes.foot}>{foot}</div>}
    </>
  )
}

function Formula({ words }: { words: Text }) {
  return <TextBlock element={{ type: 'text', id: 'formula', style: 'formula', text: words }} />
}

function FlowsExample({ example }: { example: Of<'flows'> }) {
  const t = useText()
  const format = useFormat()
  const { flows, rate, quoted } = example
  const { end, beginning, terms } = solveFlows(example)
  const params = parseParams(spec, { discountRate: rate, cashFlows: [...flows] })
  const run = () =>
    void startRun({ methodId: 'customer-value', dataset: null, columns: {}, params: { ...params } }, undefined).catch(
      notifyError,
    )
  return (
    <Body
      line={at('flows', { rate: quantity(rate, 'percent', 0) })}
      table={
        <SimpleTable
          label={t(at(example.id))}
          header={[
            t(at('year')),
            t('value.calculator.amount'),
            t('value.calculator.factor'),
            t('value.calculator.present'),
          ]}
          rows={terms.map(({ t: year, amount, factor, value }) => [
            year,
            format.number(amount, 'currency'),
            format.number(factor, 'number', 6),
            format.number(value, 'currency'),
          ])}
        />
      }
      formula={formulaInNumbers(calculateFlows(flows, params, 0), params).map((element) => (
        <TextBlock key={element.id} element={element} />
      ))}
      result={format.number(end, 'currency')}
      notes={[
        at('quoted', { value: quantity(quoted, 'currency') }),
        at('beginning', { value: quantity(beginning, 'currency') }),
      ]}
      foot={
        <>
          <Button variant="default" size="compact-sm" onClick={() => navigate(addresses.calculator(flows, rate))}>
            {t(at('open'))}
          </Button>
          <Button variant="default" size="compact-sm" onClick={run}>
            {t(at('run'))}
          </Button>
        </>
      }
    />
  )
}

function MarginExample({ example }: { example: Of<'margin'> }) {
  const t = useText()
  const format = useFormat()
  const values = solveMargin(example)
  const money = (value: number) => format.number(value, 'currency')
  const terms = values.map((value) => money(value)).join(' + ')
  const total = values.reduce((sum, value) => sum + value, 0)
  return (
    <Body
      line={at('marginLine')}
      table={
        <SimpleTable
          label={t(at(example.id))}
          header={['', t(at('revenue')), t(at('cost')), t(at('value'))]}
          rows={example.customers.map(({ revenue, cost }, i) => [
            i + 1,
            money(revenue),
            money(cost),
            money(values[i] ?? 0),
          ])}
        />
      }
      formula={<Formula words={{ literal: `Σ = ${terms} = ${money(total)}` }} />}
      result={money(total)}
    />
  )
}

function ScoresExample({ example }: { example: Of<'scores'> }) {
  const t = useText()
  const format = useFormat()
  const { sum, n, mean, topTwo } = solveScores(example)
  return (
    <Body
      line={at('satisfactionLine')}
      table={
        <SimpleTable
          label={t(at(example.id))}
          header={[t(at('score')), t(at('count'))]}
          rows={example.counts.map(({ score, count }) => [score, count])}
        />
      }
      formula={<Formula words={at('satisfactionFormula', { sum, n, mean: quantity(mean, 'number', 2) })} />}
      result={format.number(mean, 'number', 2)}
      notes={[
        at('quoted', { value: quantity(example.quoted, 'number', 1) }),
        at('topTwo', { share: quantity(topTwo, 'percent', 0) }),
      ]}
    />
  )
}

function WeightedExample({ example }: { example: Of<'weighted'> }) {
  const t = useText()
  const format = useFormat()
  const { sum, weights, mean } = solveWeighted(example)
  const values = {
    sum: quantity(sum, 'number', 2),
    weights: quantity(weights, 'number', 1),
    mean: quantity(mean, 'number', 2),
  }
  return (
    <Body
      line={at('weightedLine', values)}
      table={
        <SimpleTable
          label={t(at(example.id))}
          header={['', t(at('score')), t(at('weight'))]}
          rows={example.scores.map((score, i) => [i + 1, score, example.weights[i]])}
        />
      }
      formula={<Formula words={at('weightedFormula', values)} />}
      result={format.number(mean, 'number', 2)}
      notes={[at('quoted', { value: quantity(example.quoted, 'number', 1) })]}
    />
  )
}

function SplitExample({ example }: { example: Of<'split'> }) {
  const t = useText()
  const format = useFormat()
  const { inertia, splits } = solveSplit(example)
  const letters = (labels: readonly number[], i: number) => (labels[i] === 0 ? 'A' : 'B')
  return (
    <Body
      line={at('splitLine')}
      table={
        <SimpleTable
          label={t(at(example.id))}
          header={[t(at('x')), t(at('y')), ...splits.map((_, i) => `${t(at('group'))} ${i + 1}`)]}
          rows={example.points.map(([x, y], i) => [x, y, ...splits.map((labels) => letters(labels, i))])}
        />
      }
      formula={<Formula words={at('splitFormula', { inertia: quantity(inertia, 'number'), count: splits.length })} />}
      result={format.number(inertia, 'number')}
      notes={[at('splitQuoted', { inertia: quantity(inertiaOf(example.points, example.quoted), 'number', 1) })]}
    />
  )
}
