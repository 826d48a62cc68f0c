import { Menu } from '@mantine/core'
import type { RunSummary } from '@shared/contract/workspace'
import { IconFileTypeSql, IconJson } from '@tabler/icons-react'
import { useText } from '../app/locale/locale-provider'
import { workbench } from '../app/workbench'
import { notifyError } from '../components/notify'
import { fileName } from './export-rows'

const formats = [
  ['sql', IconFileTypeSql],
  ['json', IconJson],
] as const

/** Entries of a menu that write what a run has learned to a file. */
export function ModelFileItems({ run, title }: { run: RunSummary; title: string }) {
  const t = useText()
  const write = async (format: 'sql' | 'json') => {
    const file = await workbench.file.saveAs({ suggestedName: fileName(title), format })
    if (file) await workbench.model.export({ runId: run.id, token: file.token, format })
  }
  return (
    <>
      <Menu.Label>{t('results.model.title')}</Menu.Label>
      {formats.map(([format, Icon]) => (
        <Menu.Item key={format} leftSection={<Icon size={16} />} onClick={() => void write(format).catch(notifyError)}>
          {t(`results.model.${format}`)}
        </Menu.Item>
      ))}
    </>
  )
}
