import { Menu } from '@mantine/core'
import type { RunSummary } from '@shared/contract/workspace'
import { IconFileTypeSql, IconJson, IconTransferIn } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { notifyError, notifyText } from '../../components/notify'
import { fileName } from '../export-rows'

async function exportModel(run: RunSummary, title: string, format: 'sql' | 'json'): Promise<void> {
  try {
    const file = await workbench.file.saveAs({ suggestedName: fileName(title), format })
    if (!file) return
    await workbench.assign.exportModel({ runId: run.id, token: file.token, format })
    notifyText('success', 'assign.exported', { file: file.name })
  } catch (thrown) {
    notifyError(thrown)
  }
}

interface ModelItemsProps {
  run: RunSummary
  title: string
  onAssign(): void
}

/** Entries of a menu for what a run has learned: used on new rows, or written down. */
export function ModelItems({ run, title, onAssign }: ModelItemsProps) {
  const t = useText()
  return (
    <>
      <Menu.Item leftSection={<IconTransferIn size={16} />} onClick={onAssign}>
        {t('assign.action')}
      </Menu.Item>
      <Menu.Label>{t('assign.model')}</Menu.Label>
      <Menu.Item leftSection={<IconFileTypeSql size={16} />} onClick={() => void exportModel(run, title, 'sql')}>
        {t('assign.sql')}
      </Menu.Item>
      <Menu.Item leftSection={<IconJson size={16} />} onClick={() => void exportModel(run, title, 'json')}>
        {t('assign.json')}
      </Menu.Item>
    </>
  )
}
