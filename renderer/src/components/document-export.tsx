import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDots, IconFileTypePdf, IconFileTypeXls, IconTrash, IconWorld } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../app/locale/locale-provider'
import classes from './document-export.module.css'

const formats = [
  { format: 'html', icon: IconWorld },
  { format: 'pdf', icon: IconFileTypePdf },
  { format: 'xlsx', icon: IconFileTypeXls },
] as const
export type DocumentFormat = (typeof formats)[number]['format']

interface DocumentExportProps {
  isEmpty: boolean
  /** Name of the menu of everything else. */
  menu: string
  /** What a format holds, in a line. */
  lineOf(format: DocumentFormat): string
  onSave(format: DocumentFormat): void
  onRemove(): void
  /** Further entries of that menu. */
  children?: ReactNode
}

/** Writes what is on the page as a web page, PDF or workbook; beside it a menu of what else can be done with it. */
export function DocumentExport({ isEmpty, menu, lineOf, onSave, onRemove, children }: DocumentExportProps) {
  const t = useText()
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <Button disabled={isEmpty} rightSection={<IconChevronDown size={14} />}>
            {t('reports.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {formats.map(({ format, icon: Icon }) => (
            <Menu.Item key={format} leftSection={<Icon size={18} stroke={1.6} />} onClick={() => onSave(format)}>
              <div>{t(`reports.formats.${format}`)}</div>
              <div className={classes.line}>{lineOf(format)}</div>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={30} aria-label={menu}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {children}
          <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.6} />} onClick={onRemove}>
            {t('common.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
