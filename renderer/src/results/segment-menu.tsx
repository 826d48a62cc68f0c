import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useText } from '../app/locale/locale-provider'
import { ExportItems } from './export-items'
import { useResultScope } from './result-scope'
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
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('results.segment.menu', { segment: name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('results.segment.export')}</Menu.Label>
        <ExportItems {...rows} />
      </Menu.Dropdown>
    </Menu>
  )
}
