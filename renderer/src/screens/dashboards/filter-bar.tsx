import { ActionIcon, Button, Popover } from '@mantine/core'
import { type Condition, conditionSchema, type Leaf } from '@shared/conditions/condition'
import { describeCondition } from '@shared/conditions/describe-condition'
import type { DashboardContent, DashboardFilter } from '@shared/dashboard/dashboard'
import type { Dataset } from '@shared/dataset/schema'
import { IconFilterPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { leafOf } from '../segments/builder/condition-drafts'
import { LeafEditor } from '../segments/builder/leaf-editor'
import classes from './dashboard.module.css'
import { isGroup } from './starter'

interface FilterBarProps {
  content: DashboardContent
  onChange(filters: DashboardFilter[]): void
}

/** Conditions that act on every tile whose data have the column. */
export function FilterBar({ content, onChange }: FilterBarProps) {
  const t = useText()
  const datasets = useShownDatasets(content)
  const { filters } = content
  const [open, setOpen] = useState<string | null>(null)
  const add = () => {
    const [dataset] = datasets
    const column = dataset?.columns.find(isGroup) ?? dataset?.columns[0]
    if (!dataset || !column) return
    const id = crypto.randomUUID()
    // Until values are chosen it says "is there", which every row with a value meets.
    const condition: Leaf = { column: column.name, is: 'present' }
    onChange([...filters, { id, dataset: dataset.id, condition, enabled: true }])
    setOpen(id)
  }
  return (
    <search className={classes.filters} aria-label={t('dashboards.filters')}>
      {filters.map((filter) => (
        <FilterChip
          key={filter.id}
          filter={filter}
          datasets={datasets}
          isOpen={open === filter.id}
          onOpen={(isOpen) => setOpen(isOpen ? filter.id : null)}
          onChange={(changed) => onChange(filters.map((old) => (old.id === filter.id ? changed : old)))}
          onRemove={() => onChange(filters.filter(({ id }) => id !== filter.id))}
        />
      ))}
      <Button variant="subtle" leftSection={<IconFilterPlus size={14} stroke={1.6} />} onClick={add}>
        {t('dashboards.addFilter')}
      </Button>
    </search>
  )
}

/** Datasets that tiles show, each once, in their order. */
function useShownDatasets({ tiles }: DashboardContent): readonly Dataset[] {
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const charts = useWorkbenchStore((state) => state.charts) ?? []
  const ids = tiles.map(({ content }) =>
    content.kind === 'chart' ? charts.find(({ id }) => id === content.chartId)?.datasetId : content.dataset,
  )
  return [...new Set(ids)].flatMap((id) => datasets.find((dataset) => dataset.id === id) ?? [])
}

interface FilterChipProps {
  filter: DashboardFilter
  datasets: readonly Dataset[]
  isOpen: boolean
  onOpen(isOpen: boolean): void
  onChange(filter: DashboardFilter): void
  onRemove(): void
}

function FilterChip({ filter, datasets, isOpen, onOpen, onChange, onRemove }: FilterChipProps) {
  const t = useText()
  const [draft, setDraft] = useState<Leaf | null>(null)
  const joined = joinedDataset(datasets, filter.dataset)
  const words = t(describeCondition(filter.condition))
  const edit = (leaf: Leaf) => {
    setDraft(leaf)
    const whole = conditionSchema.safeParse(leaf)
    const owner = datasets.find(({ columns }) => columns.some(({ name }) => name === leaf.column))
    if (whole.success) onChange({ ...filter, dataset: owner?.id ?? filter.dataset, condition: whole.data })
  }
  const leaf = draft ?? asLeaf(filter.condition)
  return (
    <Popover opened={isOpen} onChange={onOpen} position="bottom-start" width={560} trapFocus withinPortal>
      <Popover.Target>
        <span className={classes.chip}>
          <button type="button" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
            {words}
          </button>
          <ActionIcon size={18} aria-label={t('dashboards.removeFilter', { condition: words })} onClick={onRemove}>
            <IconX size={12} />
          </ActionIcon>
        </span>
      </Popover.Target>
      <Popover.Dropdown>
        {/* The panel takes the focus, not its first field, whose list would open. */}
        <div tabIndex={-1} data-autofocus className={classes.panel}>
          {leaf && joined && <LeafEditor dataset={joined} leaf={shownLeaf(leaf, joined)} onChange={edit} />}
          <p className={classes.filterLine}>{t('dashboards.filterLine')}</p>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function asLeaf(condition: Condition): Leaf | null {
  return 'column' in condition ? condition : null
}

/** A filter that only says "is there" begins with what is most usual to ask of its column. */
function shownLeaf(leaf: Leaf, { columns }: Dataset): Leaf {
  const column = columns.find(({ name }) => name === leaf.column)
  return leaf.is === 'present' && column ? leafOf(column) : leaf
}

/** The columns of all datasets, each name once; values are looked up in the one that the filter names. */
function joinedDataset(datasets: readonly Dataset[], id: string): Dataset | undefined {
  const own = datasets.find((dataset) => dataset.id === id) ?? datasets[0]
  if (!own) return undefined
  const names = new Set<string>()
  const columns = [own, ...datasets].flatMap((dataset) =>
    dataset.columns.filter(({ name }) => !names.has(name) && names.add(name)),
  )
  return { ...own, columns }
}
