import { Group, NumberInput } from '@mantine/core'
import type { SegmentDefinition } from '@shared/stored-segments/segment-definition'
import { useText } from '../../../app/locale/locale-provider'

type ScoreRange = Extract<SegmentDefinition, { kind: 'score' }>

/** The limits of a score's range; both belong to it, an empty one is none. */
export function RangeEditor({
  definition,
  onChange,
}: {
  definition: ScoreRange
  onChange(definition: ScoreRange): void
}) {
  const t = useText()
  const limit = (end: 'from' | 'to') => (
    <NumberInput
      label={t(`stored.save.${end}`)}
      hideControls
      value={definition[end] ?? ''}
      onChange={(value) => onChange({ ...definition, [end]: typeof value === 'number' ? value : null })}
    />
  )
  return (
    <Group align="end" maw={420} grow>
      {limit('from')}
      {limit('to')}
    </Group>
  )
}
