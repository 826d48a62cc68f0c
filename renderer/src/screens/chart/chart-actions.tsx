import { ActionIcon, Button, Menu } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { Chart } from '@shared/contract/chart-channels'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCopyPlus,
  IconDeviceFloppy,
  IconDots,
  IconTrash,
} from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { workbench } from '../../app/workbench'
import { HistoryButton } from '../../components/history-button'
import { notifyError, notifyText, notifyUndo } from '../../components/notify'
import { AddToDashboard } from './add-to-dashboard'
import type { ChartDraft } from './chart-draft'

interface ChartActionsProps {
  draft: ChartDraft
  chart: Chart | undefined
  onKept(chartId: string): void
}

/** Keeps a chart under its title; a kept one can be changed, kept again under another, or removed. */
export function ChartActions({ draft, chart, onKept }: ChartActionsProps) {
  const t = useText()
  const [, navigate] = useLocation()
  useHotkeys([
    ['mod+Z', () => draft.undo?.()],
    ['mod+shift+Z', () => draft.redo?.()],
    ['mod+Y', () => draft.redo?.()],
  ])
  const keep = async (asNew: boolean) => {
    try {
      const saved = await saveChart(draft, asNew ? undefined : chart?.id)
      notifyText('success', 'kept.saved', { name: saved.name })
      onKept(saved.id)
    } catch (thrown) {
      notifyError(thrown)
    }
  }
  const remove = async () => {
    if (!chart) return
    await removeChart(chart)
    navigate(addresses.charts)
  }
  return (
    <>
      <HistoryButton label={t('common.undo')} icon={<IconArrowBackUp size={18} stroke={1.6} />} onClick={draft.undo} />
      <HistoryButton label={t('kept.redo')} icon={<IconArrowForwardUp size={18} stroke={1.6} />} onClick={draft.redo} />
      <AddToDashboard
        isOff={draft.isEmpty}
        chart={async () => (chart && !draft.isChanged ? chart : saveChart(draft, chart?.id))}
      />
      <Button
        leftSection={<IconDeviceFloppy size={16} stroke={1.6} />}
        disabled={!draft.isChanged}
        onClick={() => void keep(false)}
      >
        {t(chart ? 'kept.saveChanges' : 'kept.save')}
      </Button>
      {chart && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={30} aria-label={t('kept.menu', { name: chart.name })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconCopyPlus size={16} />} onClick={() => void keep(true)}>
              {t('kept.saveAsNew')}
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void remove()}>
              {t('common.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}

/** Keeps what is drawn, under its title or under what is shown by what. */
function saveChart({ spec, name }: ChartDraft, chartId: string | undefined): Promise<Chart> {
  return workbench.chart.save({ ...(chartId === undefined ? {} : { chartId }), name, spec: { ...spec, title: name } })
}

/** Takes a chart out of view and offers to bring it back. */
export async function removeChart({ id, name }: Chart): Promise<void> {
  try {
    await workbench.chart.remove({ chartId: id })
    notifyUndo('kept.removed', { name }, () => workbench.chart.restore({ chartId: id }))
  } catch (thrown) {
    notifyError(thrown)
  }
}
