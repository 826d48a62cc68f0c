import { Button } from '@mantine/core'
import { type Condition, conditionSchema } from '@shared/conditions/condition'
import { describeCondition } from '@shared/conditions/describe-condition'
import type { Dataset } from '@shared/dataset/schema'
import { IconFilter, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { asGroup, conditionOf, firstLeaf } from '../segments/builder/condition-drafts'
import { GroupEditor } from '../segments/builder/group-editor'
import classes from './chart-screen.module.css'

interface ChartRowsProps {
  dataset: Dataset
  filter: Condition | undefined
  onChange(filter: Condition | undefined): void
}

/** Which rows a chart, a number or a table is made of: all, or those that conditions say. */
export function ChartRows({ dataset, filter, onChange }: ChartRowsProps) {
  const t = useText()
  const datasets = useWorkbenchStore((store) => store.datasets) ?? []
  const [draft, setDraft] = useState<Condition | null>(null)
  const nameOf = (id: string) => datasets.find((known) => known.id === id)?.name ?? id
  const edit = (next: Condition) => {
    setDraft(next)
    // A condition that is not complete yet ("one of" without a value) changes nothing.
    const whole = conditionSchema.safeParse(next)
    if (whole.success) onChange(isEmpty(whole.data) ? undefined : whole.data)
  }
  const clear = () => {
    setDraft(null)
    onChange(undefined)
  }
  return (
    <div className={classes.rowsOf}>
      <div className={classes.rowsHead}>
        <span className={classes.rowsWords}>
          {filter ? t('kept.rowsWhere', { condition: describeCondition(filter, nameOf) }) : t('kept.allRows')}
        </span>
        <Button
          variant="subtle"
          leftSection={<IconFilter size={14} stroke={1.6} />}
          aria-expanded={draft !== null}
          onClick={() => (draft === null ? edit(filter ?? { all: [firstLeaf(dataset)] }) : setDraft(null))}
        >
          {t(draft === null ? (filter ? 'kept.editRows' : 'kept.someRows') : 'kept.closeRows')}
        </Button>
        {filter && (
          <Button variant="subtle" leftSection={<IconX size={14} stroke={1.6} />} onClick={clear}>
            {t('kept.allRowsAgain')}
          </Button>
        )}
      </div>
      {draft && <GroupEditor dataset={dataset} group={asGroup(draft)} onChange={(group) => edit(conditionOf(group))} />}
    </div>
  )
}

function isEmpty(condition: Condition): boolean {
  return 'all' in condition && condition.all.length === 0
}
