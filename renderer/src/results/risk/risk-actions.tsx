import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { RunSummary } from '@shared/contract/workspace'
import type { RiskChoice } from '@shared/learning/risk/risk-choice'
import type { SegmentRequest } from '@shared/stored-segments/segment-definition'
import { IconBookmark, IconFileSpreadsheet, IconFileTypeCsv, IconListCheck, IconTableExport } from '@tabler/icons-react'
import { useLanguage, useText } from '../../app/locale/locale-provider'
import { useDataset } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { fileName } from '../export-rows'
import { SaveSegmentModal } from '../save-segment/save-segment-modal'
import { ActionTable } from './action-table'
import classes from './risk-panel.module.css'
import type { RiskLook } from './risk-view'

interface RiskActionsProps {
  run: RunSummary
  asked: { runId: string; dataset?: string }
  choice: RiskChoice
  look: RiskLook | null
}

/** What is done with the list: handed over as a file, kept as a segment, and the actions it suggests changed. */
export function RiskActions({ run, asked, choice, look }: RiskActionsProps) {
  const t = useText()
  const language = useLanguage()
  const dataset = useDataset(asked.dataset ?? run.datasetId)
  const [saving, save] = useDisclosure(false)
  const [editing, edit] = useDisclosure(false)
  const write = async (format: 'csv' | 'xlsx') => {
    const suggestedName = fileName(t('risk.exportName', { name: dataset?.name ?? '' }))
    const file = await workbench.file.saveAs({ suggestedName, format })
    if (file) await workbench.risk.export({ ...asked, choice, token: file.token, format, language })
  }
  const selected = look?.outlook.selected ?? 0
  const definition: SegmentRequest =
    asked.dataset === undefined
      ? { kind: 'risk', runId: run.id, choice }
      : { kind: 'rows', rowIds: look?.rowIds ?? [], from: { runId: run.id } }
  return (
    <div className={classes.actions}>
      <Button variant="subtle" size="xs" leftSection={<IconListCheck size={15} />} onClick={edit.open}>
        {t('risk.actions.edit')}
      </Button>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconBookmark size={15} />}
        disabled={selected === 0 || !dataset}
        onClick={save.open}
      >
        {t('risk.save')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" leftSection={<IconTableExport size={15} />} disabled={selected === 0}>
            {t('risk.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFileSpreadsheet size={16} />}
            onClick={() => void write('xlsx').catch(notifyError)}
          >
            {t('results.format.xlsx')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileTypeCsv size={16} />} onClick={() => void write('csv').catch(notifyError)}>
            {t('results.format.csv')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dataset && (
        <SaveSegmentModal
          opened={saving}
          onClose={save.close}
          datasetId={dataset.id}
          definition={definition}
          suggestedName={t('risk.saveName', { count: selected })}
        />
      )}
      <ActionTable opened={editing} onClose={edit.close} asked={asked} />
    </div>
  )
}
