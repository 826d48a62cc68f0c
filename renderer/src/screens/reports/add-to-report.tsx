import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Report, RunSummary } from '@shared/contract/workspace'
import { IconCheck, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Said, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'

interface AddToReportProps {
  run: RunSummary
  title: string
  icon: ReactNode
}

/** Puts a result into a report: a new one, or one that is there already. */
export function AddToReport({ run, title, icon }: AddToReportProps) {
  const t = useText()
  const reports = useWorkbenchStore((state) => state.reports) ?? []
  const [, navigate] = useLocation()
  const newTitle = run.dataset === null ? title : t('reports.titleOf', { dataset: run.dataset })
  const create = () =>
    workbench.report
      .create({ title: newTitle, runIds: [run.id] })
      .then((report) => navigate(addresses.report(report.id)))
      .catch(notifyError)
  const add = (report: Report) =>
    workbench.report
      .update({ reportId: report.id, runIds: [...report.runIds, run.id] })
      .then(() => notifyAdded(report, () => navigate(addresses.report(report.id))))
      .catch(notifyError)
  if (reports.length === 0) {
    return (
      <Button leftSection={icon} onClick={() => void create()}>
        {t('reports.add')}
      </Button>
    )
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={icon}>{t('reports.add')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reports.map((report) => {
          const isIn = report.runIds.includes(run.id)
          return (
            <Menu.Item
              key={report.id}
              leftSection={isIn ? <IconCheck size={16} /> : null}
              onClick={() => (isIn ? navigate(addresses.report(report.id)) : void add(report))}
            >
              {report.title}
            </Menu.Item>
          )
        })}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => void create()}>
          {t('reports.new')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function notifyAdded(report: Report, open: () => void): void {
  const id = `added ${report.id}`
  const onOpen = () => {
    notifications.hide(id)
    open()
  }
  notifications.show({
    id,
    color: 'pine',
    title: <Said text="reports.added" values={{ report: report.title }} />,
    message: (
      <Button variant="subtle" size="compact-xs" onClick={onOpen}>
        <Said text="reports.open" />
      </Button>
    ),
  })
}
