import { Button } from '@mantine/core'
import type { Dataset } from '@shared/dataset/schema'
import type { RecipeStepInput } from '@shared/recipe/recipe'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { workbench } from '../../app/workbench'
import { notifyError, notifyUndo } from '../../components/notify'
import classes from './duplicates.module.css'
import { GroupTable } from './group-table'
import type { Found } from './use-duplicates'

interface FoundDuplicatesProps {
  dataset: Dataset
  found: Found
  /** Whether the rows of a group agree, so that a rule can remove them all. */
  exact: boolean
  onMore: () => void
}

/** Groups of rows side by side; of each the first stays unless somebody says otherwise, and what is marked can be left out. */
export function FoundDuplicates({ dataset, found, exact, onMore }: FoundDuplicatesProps) {
  const t = useText()
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set())
  const [busy, setBusy] = useState(false)
  const { groups, nGroups, nDuplicates } = found
  if (nGroups === 0) return <p className={classes.none}>{t('duplicates.none')}</p>
  const toggle = (row: number) =>
    setMarked((before) => new Set(before.has(row) ? [...before].filter((other) => other !== row) : [...before, row]))
  const markAll = () => setMarked(new Set(groups.flatMap(({ rows }) => rows.slice(1))))
  const leaveOut = async (step: RecipeStepInput, count: number) => {
    setBusy(true)
    try {
      await workbench.recipe.append({ dataset: dataset.id, steps: [step] })
      notifyUndo('duplicates.left', { count }, () => workbench.recipe.undo({ dataset: dataset.id }))
      navigate(addresses.dataset(dataset.id, 'prepare'))
    } catch (thrown) {
      notifyError(thrown)
      setBusy(false)
    }
  }
  return (
    <section className={classes.found} aria-label={t('duplicates.groups')}>
      <div className={classes.bar}>
        <p>{t('duplicates.count', { groups: nGroups, rows: nDuplicates })}</p>
        {exact && (
          <Button variant="default" disabled={busy} onClick={() => void leaveOut(ruleOf(found), nDuplicates)}>
            {t('duplicates.leaveOutAll')}
          </Button>
        )}
        <Button variant="default" onClick={markAll}>
          {t('duplicates.keepFirst')}
        </Button>
        <Button
          leftSection={<IconTrash size={16} stroke={1.6} />}
          disabled={marked.size === 0}
          loading={busy}
          onClick={() => void leaveOut(stepOf(found, marked), marked.size)}
        >
          {t('duplicates.leaveOut', { count: marked.size })}
        </Button>
      </div>
      {groups.map((group) => (
        <GroupTable key={group.rows[0]} group={group} found={found} marked={marked} onToggle={toggle} />
      ))}
      {groups.length < nGroups && (
        <Button variant="subtle" onClick={onMore}>
          {t('duplicates.more', { count: nGroups - groups.length })}
        </Button>
      )}
    </section>
  )
}

/** The rule that keeps the first of all rows that agree, also of groups that are not shown and of rows to come. */
function ruleOf({ compared }: Found): RecipeStepInput {
  return { kind: 'remove-duplicates', params: { columns: compared, keep: 'first' } }
}

/** The step that leaves out the marked rows, known by all they say. */
function stepOf({ columns, groups }: Found, marked: ReadonlySet<number>): RecipeStepInput {
  const rows = groups.flatMap((group) =>
    group.rows.flatMap((row, i) => (marked.has(row) ? [{ row, was: group.values[i] ?? [] }] : [])),
  )
  return { kind: 'drop-rows', params: { columns, rows } }
}
