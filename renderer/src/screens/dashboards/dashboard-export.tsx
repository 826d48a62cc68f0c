import { Menu } from '@mantine/core'
import { IconCopy, IconLayoutGrid } from '@tabler/icons-react'
import { useLanguage, useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { DocumentExport, type DocumentFormat } from '../../components/document-export'
import { notifyError } from '../../components/notify'
import { fileName } from '../../results/export-rows'

interface DashboardExportProps {
  dashboardId: string
  title: string
  isEmpty: boolean
  onTidy(): void
  onDuplicate(): void
  onRemove(): void
}

/** Writes the dashboard to a file, puts its tiles in even rows, copies or removes it. */
export function DashboardExport({ dashboardId, title, isEmpty, onTidy, onDuplicate, onRemove }: DashboardExportProps) {
  const t = useText()
  const language = useLanguage()
  const save = async (format: DocumentFormat) => {
    try {
      const file = await workbench.file.saveAs({ suggestedName: fileName(title), format })
      if (file) await workbench.dashboard.export({ dashboardId, token: file.token, format, language })
    } catch (thrown) {
      notifyError(thrown)
    }
  }
  return (
    <DocumentExport
      isEmpty={isEmpty}
      menu={t('dashboards.menu')}
      lineOf={(format) => t(`dashboards.formats.${format}`)}
      onSave={(format) => void save(format)}
      onRemove={onRemove}
    >
      <Menu.Item leftSection={<IconLayoutGrid size={16} stroke={1.6} />} disabled={isEmpty} onClick={onTidy}>
        {t('dashboards.tidy')}
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={16} stroke={1.6} />} onClick={onDuplicate}>
        {t('dashboards.duplicate')}
      </Menu.Item>
    </DocumentExport>
  )
}
