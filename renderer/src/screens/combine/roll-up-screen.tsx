import { MultiSelect, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import type { ColumnInfo, Dataset } from '@shared/dataset/schema'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { useLanguage, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { isQuantity } from '../../components/column-kinds'
import { Page } from '../../components/page'
import { WithDataset } from '../data/with-dataset'
import { ColumnSelect } from './column-select'
import classes from './combine.module.css'
import { CreateBar } from './create-bar'
import { PreviewCard } from './preview-card'
import { proposeRollUp, type RollUpDraft, rollUpStep } from './roll-up-draft'
import { useDerivation } from './use-derivation'
import { usePreview } from './use-preview'

/** From a list of purchases to a row per customer, guided. */
export default function RollUpScreen() {
  return <WithDataset>{(dataset) => <RollUp key={dataset.id} dataset={dataset} />}</WithDataset>
}

function RollUp({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const language = useLanguage()
  const [search] = useSearchParams()
  const [draft, setDraft] = useState(() => ({ ...proposeRollUp(dataset), ...outcomeIn(search) }))
  const [name, setName] = useState(() => t('roll-up.suggested', { dataset: dataset.name }))
  const step = rollUpStep(draft, language)
  const preview = usePreview(dataset.id, step)
  const derivation = useDerivation()
  const create = () => {
    if (!step || !draft.customer) return
    const meaning = { grain: 'customer' as const, customerKey: draft.customer }
    derivation.start({ dataset: dataset.id, steps: [step], kind: 'roll-up', name: name.trim(), ...meaning })
  }
  return (
    <Page
      title={t('roll-up.title')}
      line={t('roll-up.line')}
      above={<Link href={addresses.dataset(dataset.id)}>{dataset.name}</Link>}
    >
      <div className={classes.screen}>
        <div className={classes.form}>
          <Fields dataset={dataset} draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
          <CreateBar
            name={name}
            onName={setName}
            derivation={derivation}
            onCreate={step && preview.state !== 'failed' ? create : null}
          />
        </div>
        <PreviewCard preview={preview} />
      </div>
    </Page>
  )
}

interface FieldsProps {
  dataset: Dataset
  draft: RollUpDraft
  onChange: (part: Partial<RollUpDraft>) => void
}

const outcomes = ['none', 'churn', 'purchase', 'spend'] as const

/** What a template of the predictions asks for. */
function outcomeIn(search: URLSearchParams): Partial<RollUpDraft> {
  const outcome = outcomes.find((one) => one === search.get('outcome'))
  return outcome ? { outcome } : {}
}

type ColumnField = 'customer' | 'date' | 'amount' | 'quantity' | 'unitPrice' | 'order' | 'category'

function Fields({ dataset: { columns }, draft, onChange }: FieldsProps) {
  const t = useText()
  const words = (field: string) => ({
    label: t(`steps.roll-up-customers.params.${field}.label`),
    help: t(`steps.roll-up-customers.params.${field}.help`),
  })
  const numbers = columns.filter(isQuantity)
  const column = (field: ColumnField, offered: readonly ColumnInfo[], required = false) => (
    <ColumnSelect
      {...words(field)}
      columns={offered}
      required={required}
      value={draft[field]}
      onChange={(value) => onChange({ [field]: value })}
    />
  )
  return (
    <>
      {column('customer', columns, true)}
      {column(
        'date',
        columns.filter(({ measureType }) => measureType === 'time' || measureType === 'continuous'),
        true,
      )}
      <SegmentedControl
        aria-label={t('combine.money')}
        value={draft.money}
        data={[
          { value: 'amount', label: t('combine.fromAmount') },
          { value: 'product', label: t('combine.fromProduct') },
        ]}
        onChange={(money) => onChange({ money: money as RollUpDraft['money'] })}
      />
      {draft.money === 'amount' ? (
        column('amount', numbers)
      ) : (
        <div className={classes.pair}>
          {column('quantity', numbers, true)}
          {column('unitPrice', numbers, true)}
        </div>
      )}
      {column('order', columns)}
      {column(
        'category',
        columns.filter(({ storage }) => storage === 'text'),
      )}
      <MultiSelect
        label={words('keep').label}
        description={words('keep').help}
        data={columns.map((one) => one.name).filter((one) => one !== draft.customer)}
        value={draft.keep}
        onChange={(keep) => onChange({ keep })}
        searchable
        hidePickedOptions
      />
      <div className={classes.pair}>
        <TextInput
          label={words('snapshotDate').label}
          description={words('snapshotDate').help}
          placeholder="2024-12-31"
          value={draft.snapshotDate}
          onChange={(event) => onChange({ snapshotDate: event.currentTarget.value })}
        />
        <NumberInput
          label={words('trendDays').label}
          description={words('trendDays').help}
          min={1}
          max={3650}
          allowDecimal={false}
          value={draft.trendDays}
          onChange={(value) => typeof value === 'number' && onChange({ trendDays: value })}
        />
      </div>
      <div className={classes.pair}>
        <Select
          label={words('outcome').label}
          description={words('outcome').help}
          data={outcomes.map((value) => ({
            value,
            label: t(`steps.roll-up-customers.params.outcome.options.${value}`),
          }))}
          value={draft.outcome}
          allowDeselect={false}
          onChange={(value) => value && onChange({ outcome: value as RollUpDraft['outcome'] })}
        />
        <NumberInput
          label={words('outcomeDays').label}
          description={words('outcomeDays').help}
          min={1}
          max={3650}
          allowDecimal={false}
          disabled={draft.outcome === 'none'}
          value={draft.outcomeDays}
          onChange={(value) => typeof value === 'number' && onChange({ outcomeDays: value })}
        />
      </div>
    </>
  )
}
