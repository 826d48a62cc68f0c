import { ActionIcon, Button, Select } from '@mantine/core'
import type { Condition } from '@shared/conditions/condition'
import type { Dataset } from '@shared/dataset/schema'
import { eventDatasets } from '@shared/stored-segments/usual-segments'
import { IconFolderPlus, IconPlus, IconShoppingCartPlus, IconX } from '@tabler/icons-react'
import { useText } from '../../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../../app/store/workbench-store'
import classes from './builder.module.css'
import { conditionOf, firstLeaf, firstRollUp, type Group, groupOf } from './condition-drafts'
import { LeafEditor } from './leaf-editor'
import { RollUpEditor } from './roll-up-editor'

interface GroupEditorProps {
  dataset: Dataset
  group: Group
  onChange(group: Group): void
  /** Roll-ups are offered for customers, not inside the events of another roll-up. */
  withRollUps?: boolean
}

/** Conditions of which all, any or none must hold; groups may stand in groups. */
export function GroupEditor({ dataset, group, onChange, withRollUps = true }: GroupEditorProps) {
  const t = useText()
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const [events] = withRollUps ? eventDatasets(dataset, datasets) : []
  const { parts } = group
  const add = (part: Condition) => onChange({ ...group, parts: [...parts, part] })
  const put = (at: number, part: Condition | null) =>
    onChange({ ...group, parts: parts.flatMap((old, i) => (i === at ? (part === null ? [] : [part]) : [old])) })
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>
        <Select
          aria-label={t('builder.mode.label')}
          data={(['all', 'any', 'none'] as const).map((value) => ({ value, label: t(`builder.mode.${value}`) }))}
          value={group.mode}
          onChange={(mode) => mode && onChange({ ...group, mode: mode as Group['mode'] })}
        />
      </legend>
      {parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no other name than its place
        <div key={i} className={classes.part}>
          <div className={classes.editor}>
            <PartEditor
              dataset={dataset}
              part={part}
              withRollUps={withRollUps}
              onChange={(changed) => put(i, changed)}
            />
          </div>
          <ActionIcon aria-label={t('builder.remove', { number: i + 1 })} onClick={() => put(i, null)}>
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      {parts.length === 0 && <p className={classes.hint}>{t(`builder.empty.${group.mode}`)}</p>}
      <div className={classes.adders}>
        <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => add(firstLeaf(dataset))}>
          {t('builder.add.condition')}
        </Button>
        {events && (
          <Button
            variant="subtle"
            leftSection={<IconShoppingCartPlus size={14} />}
            onClick={() => add(firstRollUp(events))}
          >
            {t('builder.add.rollUp')}
          </Button>
        )}
        <Button
          variant="subtle"
          leftSection={<IconFolderPlus size={14} />}
          onClick={() => add({ any: [firstLeaf(dataset)] })}
        >
          {t('builder.add.group')}
        </Button>
      </div>
    </fieldset>
  )
}

interface PartEditorProps {
  dataset: Dataset
  part: Condition
  withRollUps: boolean
  onChange(part: Condition): void
}

function PartEditor({ dataset, part, withRollUps, onChange }: PartEditorProps) {
  const group = groupOf(part)
  if (group) {
    const change = (changed: Group) => onChange(conditionOf(changed))
    return <GroupEditor dataset={dataset} group={group} withRollUps={withRollUps} onChange={change} />
  }
  if ('rollUp' in part) {
    return (
      <RollUpEditor
        dataset={dataset}
        part={part}
        onChange={onChange}
        editWhere={(events, where, change) => (
          <GroupEditor dataset={events} group={where} withRollUps={false} onChange={change} />
        )}
      />
    )
  }
  return 'column' in part ? <LeafEditor dataset={dataset} leaf={part} onChange={onChange} /> : null
}
