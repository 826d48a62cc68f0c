import { useHotkeys } from '@mantine/hooks'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import type { DashboardFilter, Tile, TileContent } from '@shared/dashboard/dashboard'
import { rearrange, settle } from '@shared/dashboard/layout'
import { tidy } from '@shared/dashboard/tidy'
import { IconArrowBackUp, IconArrowForwardUp, IconLayoutDashboard } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { HistoryButton } from '../../components/history-button'
import { notifyError, notifyUndo } from '../../components/notify'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { AddMenu } from './add-menu'
import { duplicateDashboard, withNewTile } from './add-tile'
import { DashboardExport } from './dashboard-export'
import { DashboardGrid } from './dashboard-grid'
import { removeDashboard } from './dashboards-screen'
import { FilterBar } from './filter-bar'
import { TileEditor } from './tile-editor'
import { TitleField } from './title-field'
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
  const [pointed, setPointed] = useState<DashboardFilter | null>(null)
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
      : withNewTile(content, changed)
    change({ content: next })
    setEdited(null)
  }
  const add = (
    <AddMenu
      onAdd={(tile) => change({ content: withNewTile(content, tile) })}
      onEdit={(tile) => setEdited({ tileId: null, content: tile })}
    />
  )
  const removeTile = (tile: Tile) => {
    change({ content: { ...content, tiles: settle(content.tiles.filter(({ id }) => id !== tile.id)) } })
    notifyUndo('dashboards.tileRemoved', {}, async () =>
      change((now) => ({ content: { ...now.content, tiles: withTileAgain(now.content.tiles, tile) } })),
    )
  }
  const duplicate = () => {
    duplicateDashboard({ content }, t('dashboards.copyOf', { title })).then(
      ({ id }) => navigate(addresses.dashboard(id)),
      notifyError,
    )
  }
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
            onTidy={() => change({ content: { ...content, tiles: tidy(content.tiles) } })}
            onDuplicate={duplicate}
            onRemove={remove}
          />
        </>
      }
      tools={
        content.tiles.length > 0 && (
          <FilterBar
            content={content}
            onChange={(filters) => change({ content: { ...content, filters } })}
            onPoint={setPointed}
          />
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
          pointed={pointed}
          onChange={(tiles) => change({ content: { ...content, tiles: [...tiles] } })}
          onEdit={(tile) => tile.content.kind !== 'chart' && setEdited({ tileId: tile.id, content: tile.content })}
          onRemove={removeTile}
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

/** The tiles with one that was removed where it stood; it is not doubled when it came back another way. */
function withTileAgain(tiles: readonly Tile[], tile: Tile): Tile[] {
  if (tiles.some(({ id }) => id === tile.id)) return [...tiles]
  return rearrange([...tiles, tile], tile.id, tile.place)
}
