import { ActionIcon, Button, Popover } from '@mantine/core'
import type { Condition } from '@shared/conditions/condition'
import { describeCondition } from '@shared/conditions/describe-condition'
import type { Dataset } from '@shared/dataset/schema'
import { IconFilter, IconX } from '@tabler/icons-react'
import { useText } from '../../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../../app/store/workbench-store'
import { asGroup, conditionOf } from '../../segments/builder/condition-drafts'
import { GroupEditor } from '../../segments/builder/group-editor'
import classes from './filter-bar.module.css'
import type { FilterControl } from './use-filter'

interface FilterProps {
  dataset: Dataset
  control: FilterControl
}

/** Opens the conditions that rows must meet. */
export function FilterButton({ dataset, control }: FilterProps) {
  const t = useText()
  const { draft, opened } = control
  return (
    <Popover
      opened={opened}
      onChange={(next) => !next && control.close()}
      position="bottom-start"
      width="min(720px, 80vw)"
      trapFocus
      // Lists of values open outside of it.
      closeOnClickOutside={false}
      withinPortal
    >
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFilter size={14} />}
          aria-expanded={opened}
          onClick={() => (opened ? control.close() : control.open())}
        >
          {t('grid.filter.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} aria-label={t('grid.filter.title')}>
        {draft && (
          <GroupEditor
            dataset={dataset}
            group={asGroup(draft)}
            onChange={(group) => control.change(conditionOf(group))}
          />
        )}
        <div className={classes.foot}>
          <Button variant="subtle" disabled={!control.filter} onClick={control.clear}>
            {t('grid.filter.clear')}
          </Button>
          <Button onClick={control.done}>{t('grid.filter.done')}</Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The conditions that hold now, each with a button that takes it away. */
export function FilterChips({ control }: Omit<FilterProps, 'dataset'>) {
  const t = useText()
  const datasets = useWorkbenchStore((store) => store.datasets) ?? []
  const { filter } = control
  if (!filter) return null
  const nameOf = (id: string) => datasets.find((known) => known.id === id)?.name ?? id
  const parts: readonly Condition[] = 'all' in filter ? filter.all : [filter]
  return (
    <ul className={classes.chips} aria-label={t('grid.filter.active')}>
      {parts.map((part, i) => {
        const words = t(describeCondition(part, nameOf))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no other name than its place
          <li key={i} className={classes.chip}>
            <button type="button" title={t('grid.filter.edit')} onClick={() => control.open()}>
              {words}
            </button>
            <ActionIcon
              size={18}
              variant="subtle"
              aria-label={t('grid.filter.remove', { condition: words })}
              onClick={() => control.remove(i)}
            >
              <IconX size={12} />
            </ActionIcon>
          </li>
        )
      })}
      {parts.length > 1 && (
        <li>
          <Button variant="subtle" size="compact-xs" onClick={control.clear}>
            {t('grid.filter.clear')}
          </Button>
        </li>
      )}
    </ul>
  )
}
