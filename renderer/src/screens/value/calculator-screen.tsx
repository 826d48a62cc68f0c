import { ActionIcon, Button, NumberInput, Select } from '@mantine/core'
import { calculateFlows } from '@shared/methods/customer-value/calculate-flows'
import { formulaInNumbers } from '@shared/methods/customer-value/formula-in-numbers'
import { type CustomerValueParams, spec } from '@shared/methods/customer-value/method'
import { isBoundedRetention } from '@shared/methods/customer-value/rates'
import { parseParams } from '@shared/methods/parse-params'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { notifyError } from '../../components/notify'
import { Page } from '../../components/page'
import { startRun } from '../../methods/start-run'
import { useMethodWords } from '../../methods/use-method-words'
import { NoticeLine } from '../../results/notice-line'
import { TextBlock } from '../../results/text-block'
import { SimpleTable } from './simple-table'
import classes from './value-pages.module.css'

const variants = ['discounted', 'cumulative', 'growth', 'retention', 'single'] as const
const usualFlows = [900, 720, 1080]
const mostFlows = 60

type Choice = 'variant' | 'timing' | 'period' | 'purchase'
type Rate = 'discountRate' | 'growthRate' | 'retentionRate'

/** What is typed in, at first from the address (`?flows=900,720&rate=0.1`). */
function useCalculation() {
  const [search] = useSearchParams()
  const given = (search.get('flows') ?? '').split(',').map(Number).filter(Number.isFinite)
  const [flows, setFlows] = useState<readonly number[]>(search.get('flows') && given.length > 0 ? given : usualFlows)
  const rate = Number(search.get('rate') ?? 0.1)
  const [params, setParams] = useState<Partial<CustomerValueParams>>({
    variant: 'discounted',
    discountRate: Number.isFinite(rate) ? rate : 0.1,
  })
  const change = (changed: Partial<CustomerValueParams>) => setParams((before) => ({ ...before, ...changed }))
  const all = parseParams(spec, { ...params, cashFlows: [...flows] })
  return { flows, setFlows, params: all, change }
}

/** Value of one customer from amounts that are typed in, with the formula and its numbers, as they are typed. */
export default function CalculatorScreen() {
  const t = useText()
  const { flows, setFlows, params, change } = useCalculation()
  const keep = () =>
    void startRun({ methodId: 'customer-value', dataset: null, columns: {}, params: { ...params } }, undefined).catch(
      notifyError,
    )
  return (
    <Page
      title={t('value.calculator.title')}
      line={t('value.calculator.line')}
      action={<Button onClick={keep}>{t('value.calculator.keep')}</Button>}
    >
      <div className={classes.columns}>
        <Choices params={params} onChange={change} />
        <Outcome flows={flows} params={params} onFlows={setFlows} />
      </div>
    </Page>
  )
}

interface ChoicesProps {
  params: CustomerValueParams
  onChange(changed: Partial<CustomerValueParams>): void
}

function Choices({ params, onChange }: ChoicesProps) {
  const words = useMethodWords('customer-value')
  const { variant } = params
  const choice = (name: Choice, options: readonly string[]) => (
    <Select
      label={words.param(name).label}
      allowDeselect={false}
      data={options.map((value) => ({ value, label: words.value(name, value) }))}
      value={params[name]}
      onChange={(value) => value && onChange({ [name]: value })}
    />
  )
  const rate = (name: Rate) => (
    <NumberInput
      label={words.param(name).label}
      suffix=" %"
      decimalScale={2}
      value={Math.round(params[name] * 1e6) / 1e4}
      onChange={(value) =>
        typeof value === 'number' && onChange({ [name]: Math.min(10, Math.max(-0.99, value / 100)) })
      }
    />
  )
  const discounts = variant === 'discounted' || variant === 'retention'
  return (
    <div className={classes.fields}>
      {choice('variant', variants)}
      {discounts && rate('discountRate')}
      {variant === 'growth' && rate('growthRate')}
      {variant === 'retention' && rate('retentionRate')}
      {discounts && choice('timing', ['end', 'beginning'])}
      {variant !== 'single' && variant !== 'cumulative' && choice('period', ['year', 'quarter', 'month'])}
      {variant === 'single' && choice('purchase', ['last', 'mean'])}
    </div>
  )
}

interface OutcomeProps {
  flows: readonly number[]
  params: CustomerValueParams
  onFlows(flows: readonly number[]): void
}

function Outcome({ flows, params, onFlows }: OutcomeProps) {
  const t = useText()
  const format = useFormat()
  const money = (value: number) => format.number(value, 'currency')
  const isRight = params.variant !== 'retention' || isBoundedRetention(params)
  const result = isRight ? calculateFlows(flows, params, 0) : null
  const periods = result?.periodValues ?? []
  const discounts = params.variant === 'discounted'
  const set = (at: number, value: number) => onFlows(flows.map((flow, i) => (i === at ? value : flow)))
  const rows = flows.map((flow, at) => [
    periods[at]?.t ?? at + 1,
    <NumberInput
      key="amount"
      size="xs"
      className={classes.number}
      aria-label={`${t('value.calculator.amount')} ${at + 1}`}
      value={flow}
      onChange={(value) => set(at, typeof value === 'number' ? value : Number(value) || 0)}
    />,
    ...(discounts
      ? [format.number(periods[at]?.factor ?? null, 'number', 6), money(periods[at]?.value ?? Number.NaN)]
      : []),
    <ActionIcon
      key="remove"
      aria-label={t('value.calculator.remove', { t: at + 1 })}
      disabled={flows.length < 2}
      onClick={() => onFlows(flows.filter((_, i) => i !== at))}
    >
      <IconTrash size={14} />
    </ActionIcon>,
  ])
  return (
    <div className={classes.results}>
      {result ? (
        <>
          <p className={classes.total} role="status" aria-label={t('value.calculator.total')}>
            {money(result.total)}
          </p>
          {formulaInNumbers(result, params).map((element) => (
            <TextBlock key={element.id} element={element} />
          ))}
        </>
      ) : (
        <NoticeLine level="warning">{t('value.calculator.wrong')}</NoticeLine>
      )}
      <SimpleTable
        label={t('value.calculator.flows')}
        header={[
          t('value.calculator.t'),
          t('value.calculator.amount'),
          ...(discounts ? [t('value.calculator.factor'), t('value.calculator.present')] : []),
          '',
        ]}
        rows={rows}
        totals={[
          'Σ',
          money(flows.reduce((sum, flow) => sum + flow, 0)),
          ...(discounts ? ['', money(result?.total ?? Number.NaN)] : []),
          '',
        ]}
      />
      <div>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          disabled={flows.length >= mostFlows}
          onClick={() => onFlows([...flows, flows.at(-1) ?? 0])}
        >
          {t('value.calculator.add')}
        </Button>
      </div>
    </div>
  )
}
