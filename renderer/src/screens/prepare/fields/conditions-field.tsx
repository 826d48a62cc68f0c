import { Input } from '@mantine/core'
import { type Condition, conditionSchema } from '@shared/conditions/condition'
import { useEffect, useState } from 'react'
import { asGroup, conditionOf, firstLeaf, type Group } from '../../segments/builder/condition-drafts'
import { GroupEditor } from '../../segments/builder/group-editor'
import type { StepFieldProps } from './step-schema'

/** Conditions on the columns that the step finds; what is not complete yet is not handed on. */
export function ConditionsField({ dataset, columns, words, name, value, onChange }: StepFieldProps) {
  const seen = { ...dataset, columns: [...columns] }
  const [group, setGroup] = useState<Group>(() =>
    value ? asGroup(value as Condition) : { mode: 'all', parts: [firstLeaf(seen)] },
  )
  // What stands there from the beginning counts, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the field appears
  useEffect(() => {
    if (!value) change(group)
  }, [])
  const change = (changed: Group) => {
    setGroup(changed)
    const condition = conditionSchema.safeParse(conditionOf(changed))
    onChange(condition.success && changed.parts.length > 0 ? condition.data : undefined)
  }
  return (
    <Input.Wrapper label={words.param(name).label} my={10}>
      <GroupEditor dataset={seen} group={group} withRollUps={false} onChange={change} />
    </Input.Wrapper>
  )
}
