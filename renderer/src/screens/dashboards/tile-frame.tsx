import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { describeCondition } from '@shared/conditions/describe-condition'
import type { DashboardFilter, Tile, TileContent } from '@shared/dashboard/dashboard'
import { IconDots, IconEdit, IconFilter, IconFilterOff, IconGripVertical, IconTrash } from '@tabler/icons-react'
import { type DOMAttributes, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { useAnswer } from '../../components/use-answer'
import classes from './dashboard.module.css'
import { TileBody } from './tile-body'
import { actsOn, useTileDatasets } from './use-filter-scope'

type Handlers = DOMAttributes<HTMLElement>

interface TileFrameProps {
  tile: Tile
  filters: readonly DashboardFilter[]
  isDragged: boolean
  /** Whether the filter that a person points at acts here; null while none is pointed at. */
  isReached: boolean | null
  /** What moves the tile, and what makes it larger. */
  handle: Handlers
  corner: Handlers
  onChange(content: TileContent): void
  onEdit(): void
  onRemove(): void
}

/** A tile with its title, its tools and what it shows, while it is computed and when it cannot be. */
export function TileFrame(props: TileFrameProps) {
  const { tile, filters, isDragged, isReached, handle, corner, onChange, onEdit, onRemove } = props
  const t = useText()
  const [, navigate] = useLocation()
  const { content, place } = tile
  const version = useDataVersion(tile)
  const answer = useAnswer(`${version} ${JSON.stringify([content, filters])}`, () =>
    workbench.dashboard.tile({ content, filters: [...filters] }),
  )
  const view = answer.state === 'ready' ? answer.value : null
  const title = view ? t(view.title) : (ownTitle(content) ?? t('dashboards.tile'))
  const style = {
    gridColumn: `${place.x + 1} / span ${place.w}`,
    gridRow: `${place.y + 1} / span ${place.h}`,
  }
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  const open = () => (content.kind === 'chart' ? navigate(addresses.keptChart(content.chartId)) : onEdit())
  const items = (
    <>
      <Menu.Item leftSection={<IconEdit size={16} stroke={1.6} />} onClick={open}>
        {t(content.kind === 'chart' ? 'dashboards.editChart' : 'dashboards.edit')}
      </Menu.Item>
      <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.6} />} onClick={onRemove}>
        {t('common.remove')}
      </Menu.Item>
    </>
  )
  return (
    <section
      className={classes.tile}
      style={style}
      data-dragged={isDragged || undefined}
      data-reached={isReached ?? undefined}
      aria-label={title}
    >
      <header className={classes.tileHead}>
        <button type="button" className={classes.handle} aria-label={t('dashboards.move', { title })} {...handle}>
          <IconGripVertical size={14} stroke={1.6} aria-hidden="true" />
        </button>
        <h2 className={classes.tileTitle} title={title}>
          {answer.state === 'waiting' ? '' : title}
        </h2>
        <TileFilters tile={tile} filters={filters} />
        {view?.kind === 'chart' ? (
          <div ref={setSlot} className={classes.tools} />
        ) : (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size={22} aria-label={t('dashboards.tileMenu', { title })}>
                <IconDots size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>{items}</Menu.Dropdown>
          </Menu>
        )}
      </header>
      <TileBody
        answer={answer}
        content={content}
        tools={{ slot, items }}
        onChange={onChange}
        onOpen={open}
        onRemove={onRemove}
      />
      <div className={classes.corner} aria-hidden="true" {...corner} />
    </section>
  )
}

/** What a person called a tile: it stays when what the tile shows is gone. */
function ownTitle(content: TileContent): string | undefined {
  return 'title' in content ? content.title?.trim() || undefined : undefined
}

/** Which of the dashboard's filters act on a tile, and which cannot. */
function TileFilters({ tile, filters }: Pick<TileFrameProps, 'tile' | 'filters'>) {
  const t = useText()
  const dataset = useTileDatasets({ tiles: useMemo(() => [tile], [tile]) }).get(tile.id)
  const wanted = filters.filter(({ enabled }) => enabled)
  if (wanted.length === 0 || !dataset) return null
  const acting = wanted.filter((filter) => actsOn(filter, dataset)).map(({ condition }) => describeCondition(condition))
  const ignored = wanted
    .filter((filter) => !actsOn(filter, dataset))
    .map(({ condition }) => describeCondition(condition))
  const lines = [
    ...(acting.length > 0 ? [t('dashboards.filteredBy', { conditions: acting })] : []),
    ...(ignored.length > 0 ? [t('dashboards.unfiltered', { conditions: ignored, dataset: dataset.name })] : []),
  ]
  const tone = ignored.length > 0 ? 'warn' : undefined
  const Icon = ignored.length > 0 ? IconFilterOff : IconFilter
  return (
    <Tooltip multiline maw={320} label={lines.join(' · ')}>
      <button type="button" className={classes.acting} aria-label={lines.join(' ')} data-tone={tone}>
        <Icon size={14} stroke={1.6} />
      </button>
    </Tooltip>
  )
}

/** Changes when what a tile shows may have changed: the revision of its data, or its chart. */
function useDataVersion({ content }: Tile): string {
  const chart = useWorkbenchStore(({ charts }) =>
    content.kind === 'chart' ? charts?.find(({ id }) => id === content.chartId) : undefined,
  )
  const datasetId = content.kind === 'chart' ? chart?.datasetId : content.dataset
  const revision = useWorkbenchStore(({ datasets }) => datasets?.find(({ id }) => id === datasetId)?.revision)
  return `${datasetId}@${revision} ${chart?.updatedAt}`
}
