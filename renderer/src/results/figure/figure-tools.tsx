import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import type { FigureElement } from '@shared/contract/result-elements'
import {
  IconArrowsMaximize,
  IconArrowsMove,
  IconCopy,
  IconDots,
  IconLassoPolygon,
  IconMarquee2,
  IconPhotoDown,
  IconVector,
  IconZoomIn,
  IconZoomReset,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ReactNode, RefObject } from 'react'
import { useText } from '../../app/locale/locale-provider'
import classes from './figure-view.module.css'
import type { PlotFigure } from './load-plotly'
import { usePicture } from './use-picture'

/** What dragging over a figure does. */
export type DragMode = 'zoom' | 'pan' | 'lasso' | 'select'

const dragModes: { mode: DragMode; icon: TablerIcon; isSelecting: boolean }[] = [
  { mode: 'zoom', icon: IconZoomIn, isSelecting: false },
  { mode: 'pan', icon: IconArrowsMove, isSelecting: false },
  { mode: 'lasso', icon: IconLassoPolygon, isSelecting: true },
  { mode: 'select', icon: IconMarquee2, isSelecting: true },
]

interface FigureToolsProps {
  plot: RefObject<HTMLDivElement | null>
  element: FigureElement
  drawn: PlotFigure | null
  dragMode: DragMode
  canSelect: boolean
  /** Whether there is a visible part to choose; as `canSelect` when absent. */
  canMove?: boolean
  onDragMode(mode: DragMode): void
  onReset(): void
  onFullScreen?: (() => void) | undefined
  /** Further entries of the menu. */
  more?: ReactNode
}

/** Zoom, pan, lasso, box, reset, full screen, picture. */
export function FigureTools(props: FigureToolsProps) {
  const {
    plot,
    element,
    drawn,
    dragMode,
    canSelect,
    canMove = canSelect,
    onDragMode,
    onReset,
    onFullScreen,
    more,
  } = props
  const t = useText()
  const picture = usePicture(element, drawn)
  const reset = () => {
    onReset()
    if (plot.current) void window.Plotly?.relayout(plot.current, { 'xaxis.autorange': true, 'yaxis.autorange': true })
  }
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('results.figure.tools')}>
      {dragModes
        .filter(({ isSelecting }) => (isSelecting ? canSelect : canMove))
        .map(({ mode, icon: Icon }) => (
          <Tooltip key={mode} label={t(`results.figure.drag.${mode}`)}>
            <ActionIcon
              aria-label={t(`results.figure.drag.${mode}`)}
              aria-pressed={dragMode === mode}
              onClick={() => onDragMode(mode)}
            >
              <Icon size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        ))}
      <Tooltip label={t('results.figure.reset')}>
        <ActionIcon aria-label={t('results.figure.reset')} onClick={reset}>
          <IconZoomReset size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      {onFullScreen && (
        <Tooltip label={t('results.figure.full')}>
          <ActionIcon aria-label={t('results.figure.full')} onClick={onFullScreen}>
            <IconArrowsMaximize size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('results.figure.menu', { figure: element.title })}>
            <IconDots size={16} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void picture.copy()} disabled={!drawn}>
            {t('results.figure.copy')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPhotoDown size={16} />}
            onClick={() => void picture.save('png')}
            disabled={!drawn}
          >
            {t('results.figure.savePng')}
          </Menu.Item>
          <Menu.Item leftSection={<IconVector size={16} />} onClick={() => void picture.save('svg')} disabled={!drawn}>
            {t('results.figure.saveSvg')}
          </Menu.Item>
          {more}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
