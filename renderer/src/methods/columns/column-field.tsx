import { Group, Select } from '@mantine/core'
import type { Text } from '@shared/contract/text'
import type { ColumnInfo, MeasureType } from '@shared/dataset/schema'
import { useText } from '../../app/locale/locale-provider'
import { Reason } from '../params/reason'
import { MeasureTag } from './measure-tag'
import { type InputDescriptor, offeredColumns } from './offered-columns'

interface ColumnFieldProps {
  id: string
  label: string
  help: string | null
  input: InputDescriptor
  columns: readonly ColumnInfo[]
  chosen: string | null
  problem: Text | undefined
  proposal: { value: string | null; reason: Text; isRepeated: boolean } | undefined
  onChange(chosen: string | null): void
}

/** The column of a role that takes one. */
export function ColumnField(props: ColumnFieldProps) {
  const { id, label, help, input, columns, chosen, problem, proposal, onChange } = props
  const t = useText()
  const { suited, others } = offeredColumns(columns, input)
  const types = new Map<string, MeasureType>(columns.map((column) => [column.name, column.measureType]))
  const names = (list: readonly ColumnInfo[]) => list.map((column) => column.name)
  const groups = [
    { group: t('forms.suitedColumns'), items: names(suited) },
    { group: t('forms.otherColumns'), items: names(others) },
  ]
  return (
    <div>
      <Select
        id={id}
        label={label}
        description={help}
        styles={{ label: { fontSize: 13 }, description: { fontSize: 12, lineHeight: 1.4, marginBottom: 4 } }}
        error={problem && t(problem)}
        searchable
        clearable={!input.required}
        data={others.length > 0 ? groups : names(suited)}
        value={chosen}
        placeholder={t(input.required ? 'forms.chooseColumn' : 'forms.noColumn')}
        nothingFoundMessage={t('forms.noColumnFound')}
        renderOption={({ option }) => (
          <Group justify="space-between" flex={1} wrap="nowrap">
            <span>{option.label}</span>
            <MeasureTag type={types.get(option.value) ?? 'text'} />
          </Group>
        )}
        onChange={onChange}
      />
      {proposal && (
        <Reason
          reason={proposal.reason}
          isRepeated={proposal.isRepeated}
          other={proposal.value === chosen ? undefined : (proposal.value ?? t('forms.none'))}
          onUse={() => onChange(proposal.value)}
        />
      )}
    </div>
  )
}
