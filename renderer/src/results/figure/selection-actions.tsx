import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Dataset } from '@shared/dataset/schema'
import { IconBookmark, IconDownload, IconMarquee2 } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { ExportItems } from '../export-items'
import { SaveSegmentModal } from '../save-segment/save-segment-modal'
import type { Selection } from './selection-store'

interface SelectionActionsProps {
  selection: Selection
  dataset: Dataset
}

/** What can be done with selected rows, as buttons: keep them as a segment, write them to a file. */
export function SelectionActions({ selection, dataset }: SelectionActionsProps) {
  const t = useText()
  const [saving, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" size="compact-sm" leftSection={<IconBookmark size={14} />} onClick={open}>
        {t('stored.save.action')}
      </Button>
      <Menu position="top-end">
        <Menu.Target>
          <Button variant="default" size="compact-sm" leftSection={<IconDownload size={14} />}>
            {t('results.selection.save')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <ExportSelection selection={selection} dataset={dataset} />
        </Menu.Dropdown>
      </Menu>
      <SaveSelection selection={selection} dataset={dataset} opened={saving} onClose={close} />
    </>
  )
}

/** The same behind the number of selected rows, for where there is little room. */
export function SelectionMenu({ selection, dataset }: SelectionActionsProps) {
  const t = useText()
  const [saving, { open, close }] = useDisclosure(false)
  return (
    <>
      <Menu position="top-start">
        <Menu.Target>
          <Button variant="subtle" size="compact-xs" leftSection={<IconMarquee2 size={13} aria-hidden="true" />}>
            {t('results.selection.of', { count: selection.rows.size, dataset: dataset.name })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconBookmark size={16} stroke={1.6} />} onClick={open}>
            {t('stored.save.action')}
          </Menu.Item>
          <Menu.Label>{t('results.selection.save')}</Menu.Label>
          <ExportSelection selection={selection} dataset={dataset} />
        </Menu.Dropdown>
      </Menu>
      <SaveSelection selection={selection} dataset={dataset} opened={saving} onClose={close} />
    </>
  )
}

function ExportSelection({ selection: { rows, revision }, dataset }: SelectionActionsProps) {
  const t = useText()
  const name = `${dataset.name} – ${t('results.selection.title', { count: rows.size })}`
  return <ExportItems name={name} dataset={dataset.id} revision={revision} rowIds={rows.rowIds} />
}

function SaveSelection({
  selection,
  dataset,
  opened,
  onClose,
}: SelectionActionsProps & { opened: boolean; onClose(): void }) {
  const definition = useMemo(() => {
    const { rows, revision, source } = selection
    const runId = source.place === 'figure' || source.place === 'list' ? source.id : null
    return { kind: 'rows' as const, rowIds: rows.rowIds, from: { runId, revision } }
  }, [selection])
  return (
    <SaveSegmentModal
      opened={opened}
      onClose={onClose}
      datasetId={dataset.id}
      definition={definition}
      suggestedName=""
    />
  )
}
