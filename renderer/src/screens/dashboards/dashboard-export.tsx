import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDots, IconFileTypePdf, IconFileTypeXls, IconTrash, IconWorld } from '@tabler/icons-react'
import { useLanguage, useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { fileName } from '../../results/export-rows'

const formats = [
  { format: 'html', icon: IconWorld },
  { format: 'pdf', icon: IconFileTypePdf },
  { format: 'xlsx', icon: IconFileTypeXls },
] as const

interface DashboardExportProps {
  dashboardId: string
  title: string
  isEmpty: boolean
  onRemove(): void
}

/** Writes the dashboard as a web page, PDF or workbook; the jobs tray follows it and shows the file. */
export function DashboardExport({ dashboardId, title, isEmpty, onRemove }: DashboardExportProps) {
  const t = useText()
  const language = useLanguage()
  const save = async (format: (typeof formats)[number]['format']) => {
    try {
      const file = await workbench.file.saveAs({ suggestedName: fileName(title), format })
      if (file) await workbench.dashboard.export({ dashboardId, token: file.token, format, language })
    } catch (thrown) {
      notifyError(thrown)
    }
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button disabled={isEmpty} rightSection={<IconChevronDown size={14} />}>
            {t('reports.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {formats.map(({ format, icon: Icon }) => (
            <Menu.Item key={format} leftSection={<Icon size={18} stroke={1.6} />} onClick={() => void save(format)}>
              {t(`reports.formats.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={30} aria-label={t('dashboards.menu')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onRemove}>
            {t('common.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
