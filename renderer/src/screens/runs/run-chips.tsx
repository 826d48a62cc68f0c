import { Tooltip } from '@mantine/core'
import type { RunSummary } from '@shared/contract/workspace'
import { Link } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { columnsOf } from '../../methods/draft'
import { paramFields } from '../../methods/params/param-field'
import { newRunAddress } from '../../methods/run-addresses'
import { useMethodWords } from '../../methods/use-method-words'
import classes from './result-screen.module.css'

interface Chip {
  /** The role or parameter to go to. */
  about: string
  label: string
  value: string
  /** Everything, when the value is cut short. */
  full: string
}

/** So many columns are named on a chip; more are counted. */
const COLUMNS_NAMED = 3

/** What was chosen for a run, each one click away from being chosen otherwise. */
export function RunChips({ run }: { run: RunSummary }) {
  const t = useText()
  const chips = useChips(run)
  return (
    <ul className={classes.chips} aria-label={t('runs.chosen')}>
      {chips.map((chip) => (
        <li key={chip.about}>
          <Tooltip label={t('runs.changeThis', { what: chip.full })} multiline maw={420}>
            <Link
              className={classes.chip}
              href={newRunAddress(run.methodId, {
                dataset: run.datasetId ?? undefined,
                from: run.id,
                focus: chip.about,
              })}
            >
              {chip.label}
              <b>{chip.value}</b>
            </Link>
          </Tooltip>
        </li>
      ))}
    </ul>
  )
}

function useChips(run: RunSummary): Chip[] {
  const t = useText()
  const words = useMethodWords(run.methodId)
  const method = useWorkbenchStore((state) => state.methods?.find((candidate) => candidate.id === run.methodId))
  if (!method) return []
  const chips: Chip[] = []
  for (const role of Object.keys(method.inputs)) {
    const names = columnsOf(run.request, role)
    if (names.length === 0) continue
    const { label } = words.role(role)
    const value = names.length > COLUMNS_NAMED ? t('common.columns', { count: names.length }) : names.join(', ')
    chips.push({ about: role, label, value, full: `${label}: ${names.join(', ')}` })
  }
  const rows = run.request.segment ?? run.request.where
  if (rows) chips.push({ about: 'rows', label: t('forms.rows.label'), value: rows, full: rows })
  const { primary, more } = paramFields(method.params, method.primaryParams)
  const isChanged = (name: string, standard: unknown) =>
    name in run.request.params && JSON.stringify(run.request.params[name]) !== JSON.stringify(standard)
  for (const field of [...primary, ...more.filter((other) => isChanged(other.name, other.default))]) {
    const chosen = run.request.params[field.name] ?? field.default
    if (chosen === undefined || chosen === null || JSON.stringify(chosen) === '{}') continue
    const { label } = words.param(field.name)
    const value = words.value(field.name, chosen)
    chips.push({ about: field.name, label, value, full: `${label}: ${value}` })
  }
  return chips
}
