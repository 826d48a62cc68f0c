import { ActionIcon, Button, Menu } from '@mantine/core'
import type { Language } from '@shared/locales'
import { IconChevronDown, IconDots, IconFileTypePdf, IconFileTypeXls, IconTrash, IconWorld } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import { exportReport } from './export-report'
import classes from './report-screen.module.css'

const formats = [
  { format: 'html', icon: IconWorld },
  { format: 'pdf', icon: IconFileTypePdf },
  { format: 'xlsx', icon: IconFileTypeXls },
] as const

interface ReportExportProps {
  title: string
  runIds: string[]
  language: Language
  onRemove(): void
}

/** Writes the report as a web page, PDF or workbook. */
export function ReportExport({ title, runIds, language, onRemove }: ReportExportProps) {
  const t = useText()
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <Button disabled={runIds.length === 0} rightSection={<IconChevronDown size={14} />}>
            {t('reports.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {formats.map(({ format, icon: Icon }) => (
            <Menu.Item
              key={format}
              leftSection={<Icon size={18} stroke={1.6} />}
              onClick={() => void exportReport({ title, runIds, language, format })}
            >
              <div>{t(`reports.formats.${format}`)}</div>
              <div className={classes.formatLine}>{t(`reports.formats.${format}Line`)}</div>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={30} aria-label={t('reports.menu')}>
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
