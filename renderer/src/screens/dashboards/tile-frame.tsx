import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import type { DashboardFilter, Tile } from '@shared/dashboard/dashboard'
import { IconDots, IconEdit, IconFilterOff, IconGripVertical, IconTrash } from '@tabler/icons-react'
import { type DOMAttributes, useState } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { useAnswer } from '../../components/use-answer'
import classes from './dashboard.module.css'
import { TileBody } from './tile-body'

type Handlers = DOMAttributes<HTMLElement>

interface TileFrameProps {
  tile: Tile
  filters: readonly DashboardFilter[]
  isDragged: boolean
  /** What moves the tile, and what makes it larger. */
  handle: Handlers
  corner: Handlers
  onEdit(): void
  onRemove(): void
}

/** A tile with its title, its tools and what it shows, while it is computed and when it cannot be. */
export function TileFrame({ tile, filters, isDragged, handle, corner, onEdit, onRemove }: TileFrameProps) {
  const t = useText()
  const [, navigate] = useLocation()
  const { content, place } = tile
  const version = useDataVersion(tile)
  const answer = useAnswer(`${version} ${JSON.stringify([content, filters])}`, () =>
    workbench.dashboard.tile({ content, filters: [...filters] }),
  )
  const view = answer.state === 'ready' ? answer.value : null
  const title = view ? t(view.title) : t('dashboards.tile')
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
    <section className={classes.tile} style={style} data-dragged={isDragged || undefined} aria-label={title}>
      <header className={classes.tileHead}>
        <button type="button" className={classes.handle} aria-label={t('dashboards.move', { title })} {...handle}>
          <IconGripVertical size={14} stroke={1.6} aria-hidden="true" />
        </button>
        <h2 className={classes.tileTitle} title={title}>
          {view ? title : ''}
        </h2>
        {view !== null && view.ignored > 0 && (
          <Tooltip label={t('dashboards.ignored', { count: view.ignored, dataset: view.dataset })} multiline maw={280}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its explanation must be reachable by the keyboard */}
            <span className={classes.ignored} tabIndex={0} role="img" aria-label={t('dashboards.notFiltered')}>
              <IconFilterOff size={14} stroke={1.6} />
            </span>
          </Tooltip>
        )}
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
      <TileBody answer={answer} tools={{ slot, items }} onRemove={onRemove} />
      <div className={classes.corner} aria-hidden="true" {...corner} />
    </section>
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
