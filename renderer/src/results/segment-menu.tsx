import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react'
import { useText } from '../app/locale/locale-provider'
import { exportRows } from './export-rows'
import { useResultScope } from './result-scope'
import { useSegmentName } from './use-segment-names'

/** What can be done with the customers of one segment. */
export function SegmentMenu({ label }: { label: number }) {
  const t = useText()
  const { run } = useResultScope()
  const name = useSegmentName()(label)
  const write = (format: 'csv' | 'xlsx') =>
    exportRows({
      name: `${run.dataset ?? ''} – ${name}`,
      format,
      dataset: run.datasetId,
      revision: run.revision,
      runId: run.id,
      label,
    })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('results.segment.menu', { segment: name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('results.segment.export')}</Menu.Label>
        <Menu.Item leftSection={<IconFileSpreadsheet size={16} />} onClick={() => void write('xlsx')}>
          {t('results.format.xlsx')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypeCsv size={16} />} onClick={() => void write('csv')}>
          {t('results.format.csv')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
