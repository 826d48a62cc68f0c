import { ActionIcon, Popover, Switch, Tooltip } from '@mantine/core'
import { type Condition, conditionSchema, type Leaf } from '@shared/conditions/condition'
import { describeCondition } from '@shared/conditions/describe-condition'
import { literal } from '@shared/contract/text'
import type { DashboardFilter, Tile } from '@shared/dashboard/dashboard'
import type { Dataset } from '@shared/dataset/schema'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { leafOf } from '../segments/builder/condition-drafts'
import { LeafEditor } from '../segments/builder/leaf-editor'
import classes from './dashboard.module.css'
import { actsOn } from './use-filter-scope'

interface FilterChipProps {
  filter: DashboardFilter
  tiles: readonly Tile[]
  /** The data that each tile shows. */
  scope: ReadonlyMap<string, Dataset>
  /** Those data, each once. */
  datasets: readonly Dataset[]
  isOpen: boolean
  onOpen(isOpen: boolean): void
  onChange(filter: DashboardFilter): void
  onRemove(): void
  onPoint(filter: DashboardFilter | null): void
}

/** A condition in words with its switch; opened, it can be changed. It says on how many tiles it acts when not on all. */
export function FilterChip(props: FilterChipProps) {
  const { filter, tiles, scope, datasets, isOpen, onOpen, onChange, onRemove, onPoint } = props
  const t = useText()
  const [draft, setDraft] = useState<Leaf | null>(null)
  const joined = joinedDataset(datasets, filter.dataset)
  const words = t(describeCondition(filter.condition))
  const count = tiles.filter(({ id }) => actsOn(filter, scope.get(id))).length
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
        <fieldset
          className={classes.chip}
          data-off={filter.enabled ? undefined : true}
          aria-label={words}
          onMouseEnter={() => onPoint(filter)}
          onMouseLeave={() => onPoint(null)}
          onFocus={() => onPoint(filter)}
          onBlur={() => onPoint(null)}
        >
          <Switch
            size="xs"
            checked={filter.enabled}
            aria-label={t('dashboards.useFilter', { condition: words })}
            onChange={(event) => onChange({ ...filter, enabled: event.currentTarget.checked })}
          />
          <button type="button" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)} title={words}>
            {words}
          </button>
          {count < tiles.length && (
            <Tooltip label={t('dashboards.filterLine')}>
              <span className={classes.reach}>{t('dashboards.reach', { count, all: tiles.length })}</span>
            </Tooltip>
          )}
          <ActionIcon size={18} aria-label={t('dashboards.removeFilter', { condition: words })} onClick={onRemove}>
            <IconX size={12} />
          </ActionIcon>
        </fieldset>
      </Popover.Target>
      <Popover.Dropdown>
        {/* The panel takes the focus, not its first field, whose list would open. */}
        <div tabIndex={-1} data-autofocus className={classes.panel}>
          {leaf && joined && <LeafEditor dataset={joined} leaf={shownLeaf(leaf, joined)} onChange={edit} />}
          <p className={classes.filterLine}>{t('dashboards.filterLine')}</p>
          <Reach filter={filter} datasets={datasets} />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

/** On which data the filter acts, and on which it cannot. */
function Reach({ filter, datasets }: Pick<FilterChipProps, 'filter' | 'datasets'>) {
  const t = useText()
  const named = (some: readonly Dataset[]) => some.map(({ name }) => literal(name))
  const reached = datasets.filter((dataset) => actsOn(filter, dataset))
  const left = datasets.filter((dataset) => !reached.includes(dataset))
  return (
    <>
      {reached.length > 0 && (
        <p className={classes.filterLine}>{t('dashboards.reached', { datasets: named(reached) })}</p>
      )}
      {left.length > 0 && <p className={classes.filterLine}>{t('dashboards.notReached', { datasets: named(left) })}</p>}
    </>
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
