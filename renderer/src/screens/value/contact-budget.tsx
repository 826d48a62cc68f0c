import { Button, Slider } from '@mantine/core'
import type { RunSummary } from '@shared/contract/workspace'
import { useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { Answered } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { startProposedRun, startRun } from '../../methods/start-run'
import { suitedDataset } from '../../methods/suited-dataset'
import classes from './value-pages.module.css'

const methodId = 'retention-list'

/** What the best contacts under a budget would bring, along the curve of the newest retention list. */
export function ContactBudget() {
  const t = useText()
  const runs = useWorkbenchStore((state) => state.runs) ?? []
  const method = useWorkbenchStore((state) => state.methods?.find(({ id }) => id === methodId))
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const dataset = method && suitedDataset(method, datasets)
  const newest = runs.filter((run) => run.methodId === methodId).sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))[0]
  if (newest) return <BudgetOf key={newest.id} run={newest} />
  return (
    <div className={classes.fields}>
      <p className={classes.help}>{t('value.whatIf.contactsNone')}</p>
      <div>
        <Button
          variant="default"
          disabled={!dataset}
          onClick={() => dataset && void startProposedRun(methodId, dataset.id)}
        >
          {t('value.whatIf.contactsMake')}
        </Button>
      </div>
    </div>
  )
}

interface Curve {
  contacts: ArrayLike<number>
  gain: ArrayLike<number>
}

function BudgetOf({ run }: { run: RunSummary }) {
  const answer = useAnswer(run.id, async (): Promise<Curve> => {
    const { data } = await workbench.figure.resolve({ runId: run.id, elementId: 'gains' })
    const trace = data[0] as { x?: ArrayLike<number>; y?: ArrayLike<number> } | undefined
    return { contacts: trace?.x ?? [], gain: trace?.y ?? [] }
  })
  return <Answered answer={answer}>{(curve) => <Budget run={run} curve={curve} />}</Answered>
}

function Budget({ run, curve }: { run: RunSummary; curve: Curve }) {
  const t = useText()
  const format = useFormat()
  const cost = Number(run.request.params['contactCost'] ?? 1)
  const most = bestPoint(curve)
  const [budget, setBudget] = useState(Math.round(most.contacts * cost))
  const found = pointAt(curve, Math.min(most.contacts, cost > 0 ? Math.floor(budget / cost) : most.contacts))
  const make = () =>
    void startRun({ ...run.request, params: { ...run.request.params, budget } }, run.datasetId ?? undefined).catch(
      notifyError,
    )
  return (
    <div className={classes.fields}>
      <div className={classes.fieldHead}>
        <span className={classes.label}>{t('value.whatIf.budget')}</span>
        <span>{format.number(budget, 'currency')}</span>
      </div>
      <Slider
        thumbProps={{ 'aria-label': t('value.whatIf.budget') }}
        label={null}
        min={0}
        max={Math.max(1, Math.ceil(most.contacts * cost))}
        step={Math.max(0.01, cost)}
        value={budget}
        onChange={setBudget}
      />
      <p aria-live="polite" style={{ margin: 0 }}>
        {t('value.whatIf.contactsFound', {
          contacts: format.number(found.contacts, 'count'),
          cost: format.number(found.contacts * cost, 'currency'),
          gain: format.number(found.gain, 'currency'),
        })}
      </p>
      <div>
        <Button variant="default" onClick={make}>
          {t('value.whatIf.contactsRun')}
        </Button>
      </div>
    </div>
  )
}

/** The point of the curve with the greatest gain. */
function bestPoint({ contacts, gain }: Curve): { contacts: number; gain: number } {
  let best = { contacts: 0, gain: 0 }
  for (let i = 0; i < contacts.length; i++) {
    if ((gain[i] ?? 0) > best.gain) best = { contacts: contacts[i] ?? 0, gain: gain[i] ?? 0 }
  }
  return best
}

/** Gain of the best so many contacts, between the points of the curve. */
function pointAt({ contacts, gain }: Curve, wanted: number): { contacts: number; gain: number } {
  let [x, y] = [0, 0]
  for (let i = 0; i < contacts.length; i++) {
    const [nextX, nextY] = [contacts[i] ?? 0, gain[i] ?? 0]
    if (nextX >= wanted) {
      const part = nextX > x ? (wanted - x) / (nextX - x) : 1
      return { contacts: wanted, gain: y + part * (nextY - y) }
    }
    ;[x, y] = [nextX, nextY]
  }
  return { contacts: x, gain: y }
}
