import { ActionIcon, Menu, Switch, TextInput } from '@mantine/core'
import type { StepReport } from '@shared/recipe/recipe'
import {
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconGripVertical,
  IconPencil,
  IconTag,
  IconTrash,
} from '@tabler/icons-react'
import { type DragEventHandler, type KeyboardEvent, useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import classes from './prepare.module.css'
import { StepRepair } from './step-repair'
import type { StepView } from './use-recipe'

interface StepItemProps {
  step: StepView
  place: number
  count: number
  report: StepReport | undefined
  isSelected: boolean
  isOver: boolean
  isBusy: boolean
  /** Columns that could take the place of one that is missing. */
  columns: readonly string[]
  onReplace(missing: string, other: string): void
  onEdit(): void
  onRename(name: string | null): void
  onToggle(): void
  onRemove(): void
  onMove(by: -1 | 1): void
  drag: Record<'onDragStart' | 'onDragOver' | 'onDragEnd' | 'onDrop', DragEventHandler>
}

/** A menu gives the focus back when it closes; the field for a name takes it afterwards. */
const menuClosesMs = 250

/** One step: what it does, what it touched, and what can be done with it. */
export function StepItem(props: StepItemProps) {
  const { step, place, isSelected, isOver, isBusy, onEdit, onRename, onToggle, onMove, drag } = props
  const t = useText()
  const words = useDatasetNames(t(step.words))
  const [isNaming, setNaming] = useState(false)
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <li
      className={classes.step}
      data-off={!step.enabled || undefined}
      data-selected={isSelected || undefined}
      data-over={isOver || undefined}
      draggable={!isBusy}
      {...drag}
    >
      <IconGripVertical size={15} className={classes.grip} aria-hidden="true" />
      <span className={classes.place}>{place + 1}</span>
      <div className={classes.words}>
        {isNaming ? (
          <StepName
            name={step.name ?? ''}
            onDone={(name) => {
              setNaming(false)
              if (name !== null && name !== (step.name ?? '')) onRename(name === '' ? null : name)
            }}
          />
        ) : (
          <button type="button" className={classes.open} disabled={isBusy} onClick={onEdit} onKeyDown={onKeyDown}>
            {step.name ?? words}
          </button>
        )}
        {step.name !== null && <p className={classes.facts}>{words}</p>}
        <StepFacts {...props} />
      </div>
      <Switch
        size="xs"
        checked={step.enabled}
        disabled={isBusy}
        aria-label={t('prepare.toggle', { step: words })}
        onChange={onToggle}
      />
      <StepMenu {...props} words={words} onName={() => setTimeout(() => setNaming(true), menuClosesMs)} />
    </li>
  )
}

/** A sentence in which other datasets, which steps know by their id, have their names. */
function useDatasetNames(words: string): string {
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  return datasets.reduce((all, { id, name }) => all.replaceAll(id, `“${name}”`), words)
}

/** Where a step gets a name of its own: Enter keeps it, Escape leaves it, nothing gives the sentence back. */
function StepName({ name, onDone }: { name: string; onDone(name: string | null): void }) {
  const t = useText()
  const [words, setWords] = useState(name)
  return (
    <TextInput
      autoFocus
      size="xs"
      aria-label={t('prepare.stepName')}
      maxLength={120}
      value={words}
      onChange={({ currentTarget }) => setWords(currentTarget.value)}
      onBlur={() => onDone(words.trim())}
      onKeyDown={({ key }) => {
        if (key === 'Enter') onDone(words.trim())
        if (key === 'Escape') onDone(null)
      }}
    />
  )
}

function StepFacts(props: StepItemProps) {
  const { step, report } = props
  const t = useText()
  if (!step.enabled) return <p className={classes.facts}>{t('prepare.off')}</p>
  if (!report) return null
  if (report.error) return <StepRepair {...props} error={report.error} />
  const touched = t('prepare.touched', { rows: report.rows, cells: report.cells })
  const after = t('prepare.after', { rows: report.nRows, columns: report.nColumns })
  return (
    <>
      <p className={classes.facts}>
        {touched} → {after}
      </p>
      {report.notes.map((note) => (
        <p key={t(note)} className={classes.facts}>
          {t(note)}
        </p>
      ))}
    </>
  )
}

function StepMenu(props: StepItemProps & { words: string; onName(): void }) {
  const { onName, words, place, count, isBusy, onEdit, onRemove, onMove } = props
  const t = useText()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" disabled={isBusy} aria-label={t('prepare.actions', { step: words })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={onEdit}>
          {t('prepare.edit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTag size={15} />} onClick={onName}>
          {t('prepare.rename')}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowUp size={15} />} disabled={place === 0} onClick={() => onMove(-1)}>
          {t('prepare.up')}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={15} />} disabled={place === count - 1} onClick={() => onMove(1)}>
          {t('prepare.down')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={15} />} onClick={onRemove}>
          {t('prepare.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
