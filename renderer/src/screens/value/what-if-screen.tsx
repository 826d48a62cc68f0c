import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { type Assumptions, campaignValue, isBounded } from '@shared/methods/what-if/campaign-value'
import { whatIfFormulas, whatIfMetrics } from '@shared/methods/what-if/present'
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { Page } from '../../components/page'
import { Section } from '../../components/section'
import { startRun } from '../../methods/start-run'
import { MetricRow } from '../../results/metric-row'
import { NoticeLine } from '../../results/notice-line'
import { TextBlock } from '../../results/text-block'
import { AssumptionField } from './assumption-field'
import { ContactBudget } from './contact-budget'
import { measuredAssumptions } from './measured-assumptions'
import { SimpleTable } from './simple-table'
import classes from './value-pages.module.css'
import { type Noted, useWhatIf } from './what-if-store'

const names = Object.keys(useWhatIf.getState().now) as (keyof Assumptions)[]

/** Sliders for margin, discount, retention and a campaign, with value and return as they move, and scenarios to compare. */
export default function WhatIfScreen() {
  const t = useText()
  const { now, noted, change, note } = useWhatIf()
  const keep = () =>
    void startRun(
      { methodId: 'what-if', dataset: null, columns: {}, params: { ...now, scenarios: noted } },
      undefined,
    ).catch(notifyError)
  const bounded = isBounded(now)
  return (
    <Page
      title={t('value.whatIf.title')}
      line={t('value.whatIf.line')}
      action={
        <Button disabled={!bounded} onClick={keep}>
          {t('value.whatIf.keep')}
        </Button>
      }
    >
      <div className={classes.columns}>
        <Section title={t('value.whatIf.assumptions')}>
          <div className={classes.fields}>
            <MeasuredFrom onTake={change} />
            {names.map((name) => (
              <AssumptionField
                key={name}
                name={name}
                value={now[name]}
                onChange={(value) => change({ [name]: value })}
              />
            ))}
          </div>
        </Section>
        <div className={classes.results}>
          <Section title={t('value.whatIf.outcome')}>
            {bounded ? (
              <Outcome assumptions={now} />
            ) : (
              <NoticeLine level="warning">{t('value.whatIf.unbounded')}</NoticeLine>
            )}
          </Section>
          <Section title={t('value.whatIf.scenarios')} line={t('value.whatIf.scenariosLine')}>
            <Scenarios
              now={now}
              noted={noted}
              onNote={() => note([...noted, { ...now, name: t('value.whatIf.number', { number: noted.length + 1 }) }])}
              onChange={note}
              onUse={({ name: _, ...assumptions }) => change(assumptions)}
              canNote={bounded}
            />
          </Section>
          <Section title={t('value.whatIf.contacts')} line={t('value.whatIf.contactsLine')}>
            <ContactBudget />
          </Section>
        </div>
      </div>
    </Page>
  )
}

function Outcome({ assumptions }: { assumptions: Assumptions }) {
  const scenario = { name: null, ...assumptions, ...campaignValue(assumptions) }
  return (
    <div className={classes.results} aria-live="polite">
      <MetricRow metrics={whatIfMetrics(scenario)} />
      {whatIfFormulas(scenario).map((element) => (
        <TextBlock key={element.id} element={element} />
      ))}
    </div>
  )
}

/** Takes customers, revenue and retention over from business figures that were computed. */
function MeasuredFrom({ onTake }: { onTake(measured: Partial<Assumptions>): void }) {
  const t = useText()
  const format = useFormat()
  const all = useWorkbenchStore((state) => state.runs) ?? []
  const runs = all.filter((run) => run.methodId === 'business-metrics')
  const [taken, setTaken] = useState<{ runId: string; revenue: number | null } | null>(null)
  if (runs.length === 0) return null
  const take = async (runId: string) => {
    const { run, elements } = await workbench.run.get({ runId })
    const measured = measuredAssumptions(run, elements as Parameters<typeof measuredAssumptions>[1])
    onTake(measured)
    setTaken({ runId, revenue: measured.revenue ?? null })
  }
  return (
    <Select
      label={t('value.whatIf.start')}
      data={runs.map((run) => ({
        value: run.id,
        label: `${run.title ?? t('methods.business-metrics.name')} · ${format.moment(run.startedAt)}`,
      }))}
      value={taken?.runId ?? null}
      onChange={(runId) => runId && void take(runId).catch(notifyError)}
      description={
        taken?.revenue != null && t('value.whatIf.from', { revenue: format.number(taken.revenue, 'currency') })
      }
    />
  )
}

interface ScenariosProps {
  now: Assumptions
  noted: readonly Noted[]
  canNote: boolean
  onNote(): void
  onChange(noted: readonly Noted[]): void
  onUse(noted: Noted): void
}

function Scenarios({ now, noted, canNote, onNote, onChange, onUse }: ScenariosProps) {
  const t = useText()
  const format = useFormat()
  const numbers = (assumptions: Assumptions) => {
    const found = isBounded(assumptions) ? campaignValue(assumptions) : null
    return [
      format.number(found?.clvAfter ?? null, 'currency'),
      format.number(found?.gain ?? null, 'currency'),
      format.number(found?.return ?? null, 'percent'),
    ]
  }
  const rows = noted.map((one, at) => [
    <TextInput
      key="name"
      size="xs"
      aria-label={t('value.whatIf.name')}
      value={one.name}
      onChange={({ currentTarget }) =>
        onChange(noted.map((other, i) => (i === at ? { ...other, name: currentTarget.value || other.name } : other)))
      }
    />,
    ...numbers(one),
    <ActionIcon.Group key="actions">
      <ActionIcon aria-label={`${t('value.whatIf.use')}: ${one.name}`} onClick={() => onUse(one)}>
        <IconArrowBackUp size={14} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('value.whatIf.remove', { name: one.name })}
        onClick={() => onChange(noted.filter((_, i) => i !== at))}
      >
        <IconTrash size={14} />
      </ActionIcon>
    </ActionIcon.Group>,
  ])
  return (
    <div className={classes.results}>
      <SimpleTable
        label={t('value.whatIf.scenarios')}
        header={[
          t('value.whatIf.name'),
          t('methods.what-if.result.column.clvAfter'),
          t('value.whatIf.gain'),
          t('value.whatIf.return'),
          '',
        ]}
        rows={[[t('methods.what-if.result.base'), ...numbers(now), ''], ...rows]}
      />
      <div>
        <Button variant="default" size="compact-sm" disabled={!canNote || noted.length >= 50} onClick={onNote}>
          {t('value.whatIf.note')}
        </Button>
      </div>
    </div>
  )
}
