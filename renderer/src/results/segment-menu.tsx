import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBookmark, IconDots } from '@tabler/icons-react'
import { useText } from '../app/locale/locale-provider'
import { ExportItems } from './export-items'
import { useResultScope } from './result-scope'
import { SaveSegmentModal } from './save-segment/save-segment-modal'
import { useSegmentName } from './use-segment-names'

/** What can be done with the customers of one segment. */
export function SegmentMenu({ label }: { label: number }) {
  const t = useText()
  const { run } = useResultScope()
  const name = useSegmentName()(label)
  const rows = {
    name: `${run.dataset ?? ''} – ${name}`,
    dataset: run.datasetId,
    revision: run.revision,
    runId: run.id,
    label,
  }
  const [saving, { open, close }] = useDisclosure(false)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('results.segment.menu', { segment: name })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {run.datasetId && (
            <Menu.Item leftSection={<IconBookmark size={16} stroke={1.6} />} onClick={open}>
              {t('stored.save.action')}
            </Menu.Item>
          )}
          <Menu.Label>{t('results.segment.export')}</Menu.Label>
          <ExportItems {...rows} />
        </Menu.Dropdown>
      </Menu>
      {run.datasetId && (
        <SaveSegmentModal
          opened={saving}
          onClose={close}
          datasetId={run.datasetId}
          definition={{ kind: 'cluster', runId: run.id, label }}
          suggestedName={name}
          colour={Math.max(0, label) % 10}
        />
      )}
    </>
  )
}
