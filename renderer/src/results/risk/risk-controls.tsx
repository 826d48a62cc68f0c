import { Checkbox, NumberInput, SegmentedControl, Select } from '@mantine/core'
import type { RiskChoice, RiskLimit } from '@shared/learning/risk/risk-choice'
import { useText } from '../../app/locale/locale-provider'
import classes from './risk-panel.module.css'
import type { RiskBegin } from './risk-view'

interface RiskControlsProps {
  begin: RiskBegin
  choice: RiskChoice
  /** Customers that can be contacted; null while that is not known. */
  ranked: number | null
  onChange(choice: RiskChoice): void
}

const NONE = 'none'
const kinds = ['capacity', 'threshold', 'benefit'] as const
/** What each way to choose begins with. */
const firstLimit: Readonly<Record<(typeof kinds)[number], RiskLimit>> = {
  capacity: { kind: 'capacity', count: 200 },
  threshold: { kind: 'threshold', probability: 0.6 },
  benefit: { kind: 'benefit' },
}

/** How many, what one is worth, and what a contact costs and brings. */
export function RiskControls({ begin, choice, ranked, onChange }: RiskControlsProps) {
  const t = useText()
  const { positive } = begin
  const change = (part: Partial<RiskChoice>) => onChange({ ...choice, ...part })
  const amount = (name: 'cost' | 'benefit', given: number | string) => {
    if (name === 'cost') change({ cost: typeof given === 'number' && given >= 0 ? given : 0 })
    else change({ benefit: typeof given === 'number' && given >= 0 ? given : null })
  }
  return (
    <div className={classes.controls}>
      <div className={classes.line}>
        <SegmentedControl
          size="xs"
          aria-label={t('risk.limit.label')}
          data={kinds.map((value) => ({ value, label: t(`risk.limit.${value}`) }))}
          value={choice.limit.kind}
          onChange={(kind) => change({ limit: firstLimit[kind as RiskLimit['kind']] })}
        />
        <LimitField choice={choice} ranked={ranked} onChange={(limit) => change({ limit })} />
      </div>
      <div className={classes.line}>
        <WorthField begin={begin} choice={choice} onChange={(value) => change({ value })} />
        {choice.value.kind === 'none' && (
          <NumberInput
            size="xs"
            className={classes.amount}
            label={t('risk.benefit')}
            min={0}
            hideControls
            value={choice.benefit ?? ''}
            onChange={(given) => amount('benefit', given)}
          />
        )}
        <NumberInput
          size="xs"
          className={classes.amount}
          label={t('risk.cost')}
          min={0}
          hideControls
          value={choice.cost}
          onChange={(given) => amount('cost', given)}
        />
        <NumberInput
          size="xs"
          className={classes.amount}
          label={t('risk.successRate')}
          title={t('risk.successHelp')}
          min={0}
          max={100}
          hideControls
          value={Math.round(choice.successRate * 1000) / 10}
          onChange={(given) => {
            if (typeof given === 'number' && given >= 0 && given <= 100) change({ successRate: given / 100 })
          }}
        />
      </div>
      {choice.limit.kind === 'benefit' && choice.value.kind === 'none' && choice.benefit === null && (
        <p className={classes.help} role="status">
          {t('risk.benefitNeeded')}
        </p>
      )}
      {begin.hasOutcome && (
        <Checkbox
          size="xs"
          label={t('risk.leaveOut', { positive })}
          checked={choice.leaveOutKnown}
          onChange={(event) => change({ leaveOutKnown: event.currentTarget.checked })}
        />
      )}
    </div>
  )
}

interface LimitFieldProps {
  choice: RiskChoice
  ranked: number | null
  onChange(limit: RiskLimit): void
}

function LimitField({ choice: { limit }, ranked, onChange }: LimitFieldProps) {
  const t = useText()
  if (limit.kind === 'benefit') return null
  if (limit.kind === 'capacity') {
    return (
      <>
        <NumberInput
          size="xs"
          className={classes.count}
          aria-label={t('risk.capacity')}
          min={1}
          allowDecimal={false}
          value={limit.count}
          onChange={(given) => typeof given === 'number' && given >= 1 && onChange({ kind: 'capacity', count: given })}
        />
        {ranked !== null && <span className={classes.help}>{t('risk.capacityUnit', { count: ranked })}</span>}
      </>
    )
  }
  return (
    <NumberInput
      size="xs"
      className={classes.count}
      aria-label={t('risk.probabilityFrom')}
      min={0}
      max={100}
      step={5}
      suffix=" %"
      value={Math.round(limit.probability * 1000) / 10}
      onChange={(given) =>
        typeof given === 'number' &&
        given >= 0 &&
        given <= 100 &&
        onChange({ kind: 'threshold', probability: given / 100 })
      }
    />
  )
}

interface WorthFieldProps {
  begin: RiskBegin
  choice: RiskChoice
  onChange(value: RiskChoice['value']): void
}

function WorthField({ begin, choice: { value }, onChange }: WorthFieldProps) {
  const t = useText()
  const options = begin.values.map((one) =>
    one.kind === 'column'
      ? { key: `column ${one.column}`, label: one.column, value: one }
      : {
          key: `run ${one.runId}`,
          label: t(one.label),
          value: { kind: 'run' as const, runId: one.runId, path: one.path },
        },
  )
  const current =
    value.kind === 'none' ? NONE : value.kind === 'column' ? `column ${value.column}` : `run ${value.runId}`
  return (
    <Select
      size="xs"
      className={classes.worth}
      label={t('risk.value')}
      allowDeselect={false}
      data={[{ value: NONE, label: t('risk.valueNone') }, ...options.map(({ key, label }) => ({ value: key, label }))]}
      value={current}
      onChange={(key) => onChange(options.find((one) => one.key === key)?.value ?? { kind: 'none' })}
    />
  )
}
