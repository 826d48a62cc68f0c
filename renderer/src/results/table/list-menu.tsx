import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { TableElement } from '@shared/contract/result-elements'
import { IconBookmark, IconDots, IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react'
import { useLanguage, useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { fileName } from '../export-rows'
import { useResultScope } from '../result-scope'
import { SaveListSegment } from '../save-segment/save-list-segment'
import type { TableSort } from './sort-rows'

interface ListMenuProps {
  element: TableElement
  sort: TableSort | null
  search: string
}

/** Writes the whole list, as sorted and searched, to a file; the jobs tray follows it. */
export function ListMenu({ element, sort, search }: ListMenuProps) {
  const t = useText()
  const language = useLanguage()
  const { run } = useResultScope()
  const column = sort === null ? undefined : element.columns[sort.column]?.id
  const save = async (format: 'csv' | 'xlsx') => {
    const file = await workbench.file.saveAs({ suggestedName: fileName(t(element.title)), format })
    if (!file) return
    await workbench.list.export({
      runId: run.id,
      elementId: element.id,
      sort: sort && column !== undefined ? { column, descending: sort.descending } : null,
      search,
      token: file.token,
      format,
      language,
    })
  }
  const [saving, { open, close }] = useDisclosure(false)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('results.table.menu', { table: element.title })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {run.datasetId && (
            <Menu.Item leftSection={<IconBookmark size={16} stroke={1.6} />} onClick={open}>
              {t('stored.save.action')}
            </Menu.Item>
          )}
          <Menu.Label>{t('results.list.save')}</Menu.Label>
          <Menu.Item
            leftSection={<IconFileSpreadsheet size={16} />}
            onClick={() => void save('xlsx').catch(notifyError)}
          >
            {t('results.format.xlsx')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileTypeCsv size={16} />} onClick={() => void save('csv').catch(notifyError)}>
            {t('results.format.csv')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SaveListSegment element={element} opened={saving} onClose={close} />
    </>
  )
}
