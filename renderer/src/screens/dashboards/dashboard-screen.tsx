import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import type { TileContent } from '@shared/dashboard/dashboard'
import { IconArrowBackUp, IconArrowForwardUp, IconLayoutDashboard } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { AddMenu } from './add-menu'
import { withTile } from './add-tile'
import classes from './dashboard.module.css'
import { DashboardExport } from './dashboard-export'
import { DashboardGrid } from './dashboard-grid'
import { removeDashboard } from './dashboards-screen'
import { FilterBar } from './filter-bar'
import { TileEditor } from './tile-editor'
import { useDashboard } from './use-dashboard'

/** A page of charts, numbers and tables, with filters that act on all of them. */
export default function DashboardScreen() {
  const t = useText()
  const { dashboardId } = useParams()
  const dashboards = useWorkbenchStore((state) => state.dashboards)
  const datasets = useWorkbenchStore((state) => state.datasets)
  const dashboard = dashboards?.find(({ id }) => id === dashboardId)
  if (dashboards === null || datasets === null) return <Page title={t('dashboards.title')}>{<RowsSkeleton />}</Page>
  if (!dashboard) return <EmptyState title={t('dashboards.gone')} />
  return <OpenDashboard key={dashboard.id} dashboard={dashboard} />
}

/** The tile that is being edited: one that is there, or a new one. */
interface Edited {
  tileId: string | null
  content: Exclude<TileContent, { kind: 'chart' }>
}

function OpenDashboard({ dashboard }: { dashboard: Dashboard }) {
  const t = useText()
  const [, navigate] = useLocation()
  const editor = useDashboard(dashboard)
  const [edited, setEdited] = useState<Edited | null>(null)
  const { title, content, change, undo, redo } = editor
  useHotkeys([
    ['mod+Z', () => undo?.()],
    ['mod+shift+Z', () => redo?.()],
    ['mod+Y', () => redo?.()],
  ])
  const keep = (changed: TileContent) => {
    const { tiles } = content
    const tileId = edited?.tileId
    const next = tileId
      ? { ...content, tiles: tiles.map((tile) => (tile.id === tileId ? { ...tile, content: changed } : tile)) }
      : withTile(content, changed)
    change({ content: next })
    setEdited(null)
  }
  const add = (
    <AddMenu
      onAdd={(tile) => change({ content: withTile(content, tile) })}
      onEdit={(tile) => setEdited({ tileId: null, content: tile })}
    />
  )
  const remove = () => void removeDashboard({ ...dashboard, title }).then(() => navigate(addresses.dashboards))
  return (
    <Page
      title={<TitleField title={title} onChange={(words) => change({ title: words })} />}
      above={<Link href={addresses.dashboards}>{t('dashboards.title')}</Link>}
      action={
        <>
          <HistoryButton label={t('common.undo')} onClick={undo} icon={<IconArrowBackUp size={18} stroke={1.6} />} />
          <HistoryButton
            label={t('dashboards.redo')}
            onClick={redo}
            icon={<IconArrowForwardUp size={18} stroke={1.6} />}
          />
          {add}
          <DashboardExport
            dashboardId={dashboard.id}
            title={title}
            isEmpty={content.tiles.length === 0}
            onRemove={remove}
          />
        </>
      }
      tools={
        content.tiles.length > 0 && (
          <FilterBar content={content} onChange={(filters) => change({ content: { ...content, filters } })} />
        )
      }
    >
      {content.tiles.length === 0 ? (
        <EmptyState
          icon={<IconLayoutDashboard size={36} stroke={1.25} />}
          title={t('dashboards.nothing')}
          line={t('dashboards.nothingLine')}
        >
          {add}
        </EmptyState>
      ) : (
        <DashboardGrid
          content={content}
          onChange={(tiles) => change({ content: { ...content, tiles: [...tiles] } })}
          onEdit={(tile) => tile.content.kind !== 'chart' && setEdited({ tileId: tile.id, content: tile.content })}
        />
      )}
      {edited && (
        <TileEditor
          content={edited.content}
          isNew={edited.tileId === null}
          onKeep={keep}
          onClose={() => setEdited(null)}
        />
      )}
    </Page>
  )
}

interface HistoryButtonProps {
  label: string
  icon: React.ReactNode
  onClick: (() => void) | null
}

function HistoryButton({ label, icon, onClick }: HistoryButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={30} aria-label={label} disabled={onClick === null} onClick={() => onClick?.()}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}

function TitleField({ title, onChange }: { title: string; onChange(title: string): void }) {
  const t = useText()
  const [words, setWords] = useState<string | null>(null)
  const save = () => {
    const given = words?.trim()
    if (given && given !== title) onChange(given)
    setWords(null)
  }
  return (
    <TextInput
      classNames={{ input: classes.title ?? '' }}
      aria-label={t('dashboards.name')}
      value={words ?? title}
      maxLength={200}
      onChange={(event) => setWords(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && event.currentTarget.blur()}
    />
  )
}
