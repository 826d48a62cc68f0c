import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import type { RunSummary } from '@shared/contract/workspace'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPlus, IconX } from '@tabler/icons-react'
import { type DragEvent, type KeyboardEvent, useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { useRunTitle } from '../runs/use-run-title'
import { moveItem } from './move-item'
import classes from './report-screen.module.css'

interface ReportContentsProps {
  runIds: readonly string[]
  onChange(runIds: string[]): void
}

/** The results in a report, in order: dragged, or moved by Alt and the arrow keys, or by their buttons. */
export function ReportContents({ runIds, onChange }: ReportContentsProps) {
  const t = useText()
  const runs = useWorkbenchStore((state) => state.runs) ?? []
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const move = (from: number, to: number) => onChange(moveItem(runIds, from, to))
  const onDrop = (event: DragEvent, index: number) => {
    event.preventDefault()
    if (dragged !== null) move(dragged, index)
    setDragged(null)
    setOver(null)
  }
  return (
    <div className={classes.field}>
      <span className={classes.label}>{t('reports.contents')}</span>
      <ol className={classes.contents}>
        {runIds.map((id, index) => {
          const run = runs.find((candidate) => candidate.id === id)
          return (
            run && (
              <li
                key={id}
                draggable
                className={classes.item}
                data-over={(over === index && dragged !== index) || undefined}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move'
                  setDragged(index)
                }}
                onDragOver={(event) => {
                  if (dragged === null) return
                  event.preventDefault()
                  setOver(index)
                }}
                onDragEnd={() => setOver(null)}
                onDrop={(event) => onDrop(event, index)}
              >
                <ContentItem
                  run={run}
                  index={index}
                  count={runIds.length}
                  onMove={(to) => move(index, to)}
                  onRemove={() => onChange(runIds.filter((other) => other !== id))}
                />
              </li>
            )
          )
        })}
      </ol>
      {runIds.length === 0 && <p className={classes.nothing}>{t('reports.nothingIn')}</p>}
      <AddRun runs={runs.filter((run) => !runIds.includes(run.id))} onAdd={(id) => onChange([...runIds, id])} />
    </div>
  )
}

interface ContentItemProps {
  run: RunSummary
  index: number
  count: number
  onMove(to: number): void
  onRemove(): void
}

function ContentItem({ run, index, count, onMove, onRemove }: ContentItemProps) {
  const t = useText()
  const format = useFormat()
  const title = useRunTitle()(run)
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(index + (event.key === 'ArrowUp' ? -1 : 1))
  }
  return (
    <>
      <IconGripVertical size={14} className={classes.grip} aria-hidden="true" />
      <span className={classes.itemWords}>
        <span className={classes.itemTitle}>{title}</span>
        <span className={classes.itemWhen}>{format.moment(run.startedAt)}</span>
      </span>
      <span className={classes.itemTools} onKeyDown={onKeyDown} role="toolbar" aria-label={title}>
        <Tooltip label={`${t('reports.up')} · Alt ↑`}>
          <ActionIcon
            size={24}
            aria-label={t('reports.moveUp', { title })}
            aria-keyshortcuts="Alt+ArrowUp"
            disabled={index === 0}
            onClick={() => onMove(index - 1)}
          >
            <IconArrowUp size={14} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={`${t('reports.down')} · Alt ↓`}>
          <ActionIcon
            size={24}
            aria-label={t('reports.moveDown', { title })}
            aria-keyshortcuts="Alt+ArrowDown"
            disabled={index === count - 1}
            onClick={() => onMove(index + 1)}
          >
            <IconArrowDown size={14} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('reports.takeOut')}>
          <ActionIcon size={24} aria-label={t('reports.takeOutOf', { title })} onClick={onRemove}>
            <IconX size={14} />
          </ActionIcon>
        </Tooltip>
      </span>
    </>
  )
}

function AddRun({ runs, onAdd }: { runs: readonly RunSummary[]; onAdd(runId: string): void }) {
  const t = useText()
  const format = useFormat()
  const titleOf = useRunTitle()
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <Button variant="default" fullWidth leftSection={<IconPlus size={14} />} disabled={runs.length === 0} mt={8}>
          {t('reports.addResult')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        {runs.map((run) => (
          <Menu.Item
            key={run.id}
            onClick={() => onAdd(run.id)}
            rightSection={<small>{format.date(run.startedAt)}</small>}
          >
            {titleOf(run)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
