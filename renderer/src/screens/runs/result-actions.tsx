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
  IconTrash,
} from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { runCommand } from '../../app/commands/commands'
import { useLanguage, useText } from '../../app/locale/locale-provider'
import { useDataset, useWorkbenchStore } from '../../app/store/workbench-store'
import { newRunAddress } from '../../methods/run-addresses'
import { AssignModal } from '../../results/assign/assign-modal'
import { ModelItems } from '../../results/assign/model-items'
import { ExportItems } from '../../results/export-items'
import { ScoringItems } from '../predict/scoring-items'
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
  const predicts = useWorkbenchStore(
    ({ methods }) => methods?.find(({ id }) => id === run.methodId)?.family === 'predict',
  )
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
          {run.datasetId && learned.has(run.methodId) && (
            <>
              <Menu.Divider />
              <ModelItems run={run} title={title} onAssign={assign} />
            </>
          )}
          {predicts && <ScoringItems run={run} title={title} />}
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
