import { literal, type Text, text } from '@shared/contract/text'
import {
  IconChartDots3,
  IconChartHistogram,
  IconColumns1,
  IconFlask,
  IconLayoutDashboard,
  IconReportAnalytics,
  IconTable,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'
import { addresses } from '../routes/addresses'
import { navigate } from '../routes/hash-location'
import { screens } from '../routes/screens'
import type { WorkbenchState } from '../store/workbench-store'
import { availableCommands } from './commands'

export interface PaletteEntry {
  id: string
  /** Words `app.palette.<group>`. */
  group:
    | 'places'
    | 'commands'
    | 'methods'
    | 'datasets'
    | 'columns'
    | 'segments'
    | 'runs'
    | 'charts'
    | 'dashboards'
    | 'reports'
  label: Text
  /** What tells this entry from others of the same name. */
  detail?: Text
  icon: TablerIcon
  command?: string
  run(): void
}

const go = (address: string) => () => navigate(address)

function places(): PaletteEntry[] {
  return screens.flatMap(({ path, rail }) =>
    rail
      ? [
          {
            id: `place ${path}`,
            group: 'places' as const,
            label: text(`app.rail.${rail.label}`),
            icon: rail.icon,
            run: go(path),
          },
        ]
      : [],
  )
}

function commandEntries(): PaletteEntry[] {
  return availableCommands()
    .filter((command) => !command.hidden)
    .map((command) => ({
      id: `command ${command.id}`,
      group: 'commands',
      label: text(`app.commands.${command.id}`),
      icon: command.icon,
      command: command.id,
      run: command.run,
    }))
}

function methodEntries({ methods }: WorkbenchState, datasetId: string | null): PaletteEntry[] {
  return (methods ?? []).map(({ id }) => ({
    id: `method ${id}`,
    group: 'methods',
    label: text(`methods.${id}.name`),
    detail: text(`methods.${id}.summary`),
    icon: IconFlask,
    run: go(addresses.newRun(id, datasetId ?? undefined)),
  }))
}

function dataEntries({ datasets }: WorkbenchState): PaletteEntry[] {
  return (datasets ?? []).flatMap((dataset): PaletteEntry[] => [
    {
      id: `dataset ${dataset.id}`,
      group: 'datasets',
      label: literal(dataset.name),
      detail: text('common.rows', { count: dataset.nRows }),
      icon: IconTable,
      run: go(addresses.dataset(dataset.id)),
    },
    ...dataset.columns.map(
      (column): PaletteEntry => ({
        id: `column ${dataset.id} ${column.name}`,
        group: 'columns',
        label: literal(column.name),
        detail: literal(dataset.name),
        icon: IconColumns1,
        run: go(addresses.dataset(dataset.id, 'columns', column.name)),
      }),
    ),
  ])
}

function runEntries({ runs }: WorkbenchState): PaletteEntry[] {
  return (runs ?? []).flatMap((run): PaletteEntry[] => {
    const title = run.title ? literal(run.title) : text(`methods.${run.methodId}.name`)
    const open = go(addresses.run(run.id))
    return [
      {
        id: `run ${run.id}`,
        group: 'runs',
        label: title,
        ...(run.dataset ? { detail: literal(run.dataset) } : {}),
        icon: IconChartDots3,
        run: open,
      },
      ...Object.entries(run.segmentNames).map(
        ([label, name]): PaletteEntry => ({
          id: `segment ${run.id} ${label}`,
          group: 'segments',
          label: literal(name),
          detail: title,
          icon: IconUsersGroup,
          run: open,
        }),
      ),
    ]
  })
}

function storedSegmentEntries({ segments }: WorkbenchState): PaletteEntry[] {
  return (segments ?? []).map((segment) => ({
    id: `segment ${segment.id}`,
    group: 'segments',
    label: literal(segment.name),
    detail: literal(segment.dataset),
    icon: IconUsersGroup,
    run: go(addresses.segment(segment.id)),
  }))
}

function reportEntries({ reports }: WorkbenchState): PaletteEntry[] {
  return (reports ?? []).map((report) => ({
    id: `report ${report.id}`,
    group: 'reports',
    label: literal(report.title),
    icon: IconReportAnalytics,
    run: go(addresses.report(report.id)),
  }))
}

function chartEntries({ charts }: WorkbenchState): PaletteEntry[] {
  return (charts ?? []).map((chart) => ({
    id: `chart ${chart.id}`,
    group: 'charts',
    label: literal(chart.name),
    detail: literal(chart.dataset),
    icon: IconChartHistogram,
    run: go(addresses.keptChart(chart.id)),
  }))
}

function dashboardEntries({ dashboards }: WorkbenchState): PaletteEntry[] {
  return (dashboards ?? []).map((dashboard) => ({
    id: `dashboard ${dashboard.id}`,
    group: 'dashboards',
    label: literal(dashboard.title),
    icon: IconLayoutDashboard,
    run: go(addresses.dashboard(dashboard.id)),
  }))
}

/**
 * Everything the palette can find.
 * @param datasetId the dataset of the current screen, which a method started from here takes
 */
export function paletteEntries(state: WorkbenchState, datasetId: string | null): PaletteEntry[] {
  if (!state.workspace) return commandEntries()
  return [
    ...methodEntries(state, datasetId),
    ...places(),
    ...dataEntries(state),
    ...storedSegmentEntries(state),
    ...runEntries(state),
    ...chartEntries(state),
    ...dashboardEntries(state),
    ...reportEntries(state),
    ...commandEntries(),
  ]
}
