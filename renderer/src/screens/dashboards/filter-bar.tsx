import { Button } from '@mantine/core'
import type { Leaf } from '@shared/conditions/condition'
import type { DashboardContent, DashboardFilter } from '@shared/dashboard/dashboard'
import { isGroup } from '@shared/dashboard/propose-dashboard'
import type { Dataset } from '@shared/dataset/schema'
import { IconFilterOff, IconFilterPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import classes from './dashboard.module.css'
import { FilterChip } from './filter-chip'
import { useTileDatasets } from './use-filter-scope'

interface FilterBarProps {
  content: DashboardContent
  onChange(filters: DashboardFilter[]): void
  /** Hears which filter a person looks at, so that its tiles can be marked. */
  onPoint(filter: DashboardFilter | null): void
}

/** Conditions that act on every tile whose data have the column; each can be switched off and on again. */
export function FilterBar({ content, onChange, onPoint }: FilterBarProps) {
  const t = useText()
  const scope = useTileDatasets(content)
  const datasets = distinct([...scope.values()])
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
  const isOn = filters.some(({ enabled }) => enabled)
  return (
    <search className={classes.filters} aria-label={t('dashboards.filters')}>
      {filters.map((filter) => (
        <FilterChip
          key={filter.id}
          filter={filter}
          tiles={content.tiles}
          scope={scope}
          datasets={datasets}
          isOpen={open === filter.id}
          onOpen={(isOpen) => setOpen(isOpen ? filter.id : null)}
          onChange={(changed) => onChange(filters.map((old) => (old.id === filter.id ? changed : old)))}
          onRemove={() => onChange(filters.filter(({ id }) => id !== filter.id))}
          onPoint={onPoint}
        />
      ))}
      <Button
        variant="subtle"
        leftSection={<IconFilterPlus size={14} stroke={1.6} />}
        disabled={datasets.length === 0}
        onClick={add}
      >
        {t('dashboards.addFilter')}
      </Button>
      {filters.length > 1 && (
        <Button
          variant="subtle"
          leftSection={<IconFilterOff size={14} stroke={1.6} />}
          onClick={() => onChange(filters.map((filter) => ({ ...filter, enabled: !isOn })))}
        >
          {t(isOn ? 'dashboards.allOff' : 'dashboards.allOn')}
        </Button>
      )}
    </search>
  )
}

function distinct(datasets: readonly Dataset[]): Dataset[] {
  return [...new Map(datasets.map((dataset) => [dataset.id, dataset])).values()]
}
