import { ActionIcon, Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { RunSummary } from '@shared/contract/workspace'
import {
  IconAdjustments,
  IconColumnInsertRight,
  IconDots,
  IconFileSpreadsheet,
  IconInfoCircle,
  IconReportAnalytics,
  IconTargetArrow,
  IconTransferIn,
  IconTrash,
} from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { runCommand } from '../../app/commands/commands'
import { useLanguage, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useDataset, useWorkbenchStore } from '../../app/store/workbench-store'
import { newRunAddress } from '../../methods/run-addresses'
import { AssignModal } from '../../results/assign/assign-modal'
import { ExportItems } from '../../results/export-items'
import { ModelFileItems } from '../../results/model-file-items'
import { AddToReport } from '../reports/add-to-report'
import { exportReport } from '../reports/export-report'
import { removeRun } from './remove-run'
import { useRunTitle } from './use-run-title'
import { writableField, writeColumns } from './write-columns'

/** Whether the rows of a run carry a segment. */
function useMakesSegments(run: RunSummary): boolean {
  return useWorkbenchStore(({ methods }) =>
    Boolean(methods?.some((method) => method.id === run.methodId && method.family === 'segments')),
  )
}

/** Whether a run holds one model that other rows can be scored with; a comparison of models holds none. */
function usePredicts({ methodId }: RunSummary): boolean {
  return useWorkbenchStore(
    ({ methods }) =>
      methodId !== 'model-comparison' && methods?.find(({ id }) => id === methodId)?.family === 'predict',
  )
}

/** Methods whose segments new rows can be put into. */
const learned: ReadonlySet<string> = new Set([
  'k-means',
  'k-medoids',
  'gaussian-mixture',
  'hierarchical',
  'dbscan',
  'hdbscan',
  'segment-tree',
])

/** The field of the run's result that can become columns of its dataset. */
function useWritableField(run: RunSummary): string | null {
  const perRow = useWorkbenchStore(({ methods }) => methods?.find(({ id }) => id === run.methodId)?.perRow)
  return writableField(perRow ?? [])
}

/** What can be done with a result: hand it over, change it, write it, remove it. */
export function ResultActions({ run }: { run: RunSummary }) {
  const t = useText()
  const language = useLanguage()
  const [, navigate] = useLocation()
  const title = useRunTitle()(run)
  const makesSegments = useMakesSegments(run)
  const rows = {
    name: title,
    dataset: run.datasetId,
    revision: run.revision,
    ...(makesSegments ? { runId: run.id } : {}),
  }
  const dataset = useDataset(run.datasetId)
  const field = useWritableField(run)
  const [isAssigning, { open: assign, close: stopAssigning }] = useDisclosure(false)
  const assigns = learned.has(run.methodId)
  const predicts = usePredicts(run)
  const change = newRunAddress(run.methodId, { dataset: run.datasetId ?? undefined, from: run.id })
  return (
    <>
      <Button variant="default" leftSection={<IconAdjustments size={16} />} onClick={() => navigate(change)}>
        {t('runs.change')}
      </Button>
      <AddToReport run={run} title={title} icon={<IconReportAnalytics size={16} />} />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={30} aria-label={t('runs.menu')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconInfoCircle size={16} />} onClick={() => runCommand('inspector')}>
            {t('runs.how.title')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconFileSpreadsheet size={16} />}
            onClick={() => void exportReport({ title, runIds: [run.id], format: 'xlsx', language })}
          >
            {t('runs.exportTables')}
          </Menu.Item>
          {run.datasetId && (
            <>
              <Menu.Divider />
              <Menu.Label>{t('runs.exportRows')}</Menu.Label>
              <ExportItems {...rows} />
              {dataset && field && (
                <>
                  <Menu.Divider />
                  <Menu.Item
                    leftSection={<IconColumnInsertRight size={16} />}
                    onClick={() => void writeColumns(run, dataset, field, t)}
                  >
                    {t('runs.writeColumns')}
                  </Menu.Item>
                </>
              )}
            </>
          )}
          {run.datasetId && (assigns || predicts) && (
            <>
              <Menu.Divider />
              {assigns && (
                <Menu.Item leftSection={<IconTransferIn size={16} />} onClick={assign}>
                  {t('assign.action')}
                </Menu.Item>
              )}
              {predicts && (
                <Menu.Item
                  leftSection={<IconTargetArrow size={16} />}
                  onClick={() => navigate(addresses.score(run.id))}
                >
                  {t('risk.score.action')}
                </Menu.Item>
              )}
              <Menu.Divider />
              <ModelFileItems run={run} title={title} />
            </>
          )}
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void removeRun(run, title)}>
            {t('common.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {run.datasetId && (
        <AssignModal opened={isAssigning} onClose={stopAssigning} run={run} datasetId={run.datasetId} />
      )}
    </>
  )
}
