import { Button } from '@mantine/core'
import type { Dataset } from '@shared/dataset/schema'
import { IconBookmark } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { SaveSegmentModal } from './save-segment-modal'

interface SaveRowsButtonProps {
  dataset: Dataset
  viewId: string
  /** Positions in the view, both among the rows. */
  firstRow: number
  lastRow: number
}

const rowsPerWindow = 1000

async function rowIdsOf({ dataset, viewId, firstRow, lastRow }: SaveRowsButtonProps): Promise<number[]> {
  const rowIds: number[] = []
  const columns = dataset.columns.slice(0, 1).map(({ name }) => name)
  for (let start = firstRow; start <= lastRow; start += rowsPerWindow) {
    const count = Math.min(rowsPerWindow, lastRow - start + 1)
    rowIds.push(...(await workbench.rows.window({ viewId, start, count, columns })).rowIds)
  }
  return rowIds
}

/** Keeps the rows that are selected in a grid as a segment. */
export function SaveRowsButton(props: SaveRowsButtonProps) {
  const t = useText()
  const [rowIds, setRowIds] = useState<number[] | null>(null)
  const { dataset } = props
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        style={{ flex: 'none' }}
        leftSection={<IconBookmark size={14} />}
        onClick={() => void rowIdsOf(props).then(setRowIds, notifyError)}
      >
        {t('stored.save.action')}
      </Button>
      <SaveSegmentModal
        opened={rowIds !== null}
        onClose={() => setRowIds(null)}
        datasetId={dataset.id}
        definition={{ kind: 'rows', rowIds: rowIds ?? [], from: { revision: dataset.revision, runId: null } }}
        suggestedName=""
      />
    </>
  )
}
