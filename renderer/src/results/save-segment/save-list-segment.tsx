import { Group, MultiSelect, NumberInput, Select } from '@mantine/core'
import type { TableElement } from '@shared/contract/result-elements'
import type { SegmentRequest } from '@shared/stored-segments/segment-definition'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useResultScope } from '../result-scope'
import { SaveSegmentModal } from './save-segment-modal'

interface SaveListSegmentProps {
  element: TableElement
  opened: boolean
  onClose(): void
}

const cellColumn = 'cell'
/** Columns of a list that are no numbers of a customer. */
const numericUnits: ReadonlySet<string> = new Set(['number', 'percent', 'currency', 'count', 'days'])

/** Scores on the scale 1–5, three of them: every cell that RFM can have, the best first. */
const cells = [5, 4, 3, 2, 1].flatMap((r) => [5, 4, 3, 2, 1].flatMap((f) => [5, 4, 3, 2, 1].map((m) => `${r}${f}${m}`)))

/** Keeps customers of a list as a segment: those in some RFM cells, or with a number (a score, a probability, a value) in a range. */
export function SaveListSegment({ element, opened, onClose }: SaveListSegmentProps) {
  const t = useText()
  const { run } = useResultScope()
  const numbers = element.columns.filter(({ unit }) => unit !== undefined && numericUnits.has(unit))
  const hasCells = element.columns.some(({ id }) => id === cellColumn)
  const [what, setWhat] = useState(hasCells ? cellColumn : (numbers[0]?.id ?? ''))
  const [chosen, setChosen] = useState<string[]>([])
  const [limits, setLimits] = useState<{ from: number | null; to: number | null }>({ from: null, to: null })
  if (!run.datasetId || !element.list) return null
  const definition: SegmentRequest =
    what === cellColumn
      ? { kind: 'cells', runId: run.id, cells: chosen }
      : { kind: 'score', runId: run.id, path: `${element.list.$result}.${what}`, ...limits }
  const limit = (end: 'from' | 'to') => (
    <NumberInput
      size="xs"
      label={t(`stored.save.${end}`)}
      hideControls
      value={limits[end] ?? ''}
      onChange={(value) => setLimits({ ...limits, [end]: typeof value === 'number' ? value : null })}
    />
  )
  return (
    <SaveSegmentModal
      opened={opened}
      onClose={onClose}
      datasetId={run.datasetId}
      definition={definition}
      suggestedName=""
    >
      <Select
        label={t('stored.save.score')}
        data={[
          ...(hasCells ? [{ value: cellColumn, label: t('stored.save.cells') }] : []),
          ...numbers.map(({ id, label }) => ({ value: id, label: t(label) })),
        ]}
        value={what}
        onChange={(value) => value && setWhat(value)}
      />
      {what === cellColumn ? (
        <MultiSelect
          size="xs"
          label={t('stored.save.cells')}
          description={t('stored.save.cellsLine')}
          data={cells}
          value={chosen}
          searchable
          onChange={setChosen}
        />
      ) : (
        <Group grow>
          {limit('from')}
          {limit('to')}
        </Group>
      )}
    </SaveSegmentModal>
  )
}
