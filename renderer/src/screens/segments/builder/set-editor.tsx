import { MultiSelect, SegmentedControl } from '@mantine/core'
import type { Segment } from '@shared/contract/segment-channels'
import { type SegmentRequest, setOperations } from '@shared/stored-segments/segment-definition'
import { useText } from '../../../app/locale/locale-provider'
import classes from './builder.module.css'

type SetRequest = Extract<SegmentRequest, { kind: 'set' }>

interface SetEditorProps {
  definition: SetRequest
  segments: readonly Segment[]
  onChange(definition: SetRequest): void
}

/** A segment made of others: together, in common, without, or all the rest. */
export function SetEditor({ definition, segments, onChange }: SetEditorProps) {
  const t = useText()
  return (
    <div className={classes.main}>
      <SegmentedControl
        aria-label={t('builder.set.label')}
        data={setOperations.map((value) => ({ value, label: t(`builder.set.${value}`) }))}
        value={definition.operation}
        onChange={(operation) => onChange({ ...definition, operation: operation as SetRequest['operation'] })}
      />
      <MultiSelect
        size="xs"
        label={t(definition.operation === 'difference' ? 'builder.set.ordered' : 'builder.set.segments')}
        data={segments.map(({ id, name, dataset }) => ({ value: id, label: `${name} · ${dataset}` }))}
        value={[...definition.segments]}
        searchable
        onChange={(chosen) => onChange({ ...definition, segments: chosen })}
      />
      <p className={classes.hint}>{t(`builder.set.${definition.operation}Line`)}</p>
    </div>
  )
}
