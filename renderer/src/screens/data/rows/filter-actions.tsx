import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Condition } from '@shared/conditions/condition'
import { formulaOfCondition } from '@shared/conditions/formula-of-condition'
import type { Dataset } from '@shared/dataset/schema'
import { IconBookmark, IconChartBar, IconChevronDown, IconListCheck } from '@tabler/icons-react'
import { useText } from '../../../app/locale/locale-provider'
import { addresses } from '../../../app/routes/addresses'
import { navigate } from '../../../app/routes/hash-location'
import { workbench } from '../../../app/workbench'
import { notifyError, notifyUndo } from '../../../components/notify'
import { ExportItems } from '../../../results/export-items'
import { SaveSegmentModal } from '../../../results/save-segment/save-segment-modal'
import type { Sort } from '../sort-order'

interface FilterActionsProps {
  dataset: Dataset
  filter: Condition
  search: string
  order: readonly Sort[]
}

/** What can be done with the rows that a filter shows. */
export function FilterActions({ dataset, filter, search, order }: FilterActionsProps) {
  const t = useText()
  const [saving, { open, close }] = useDisclosure(false)
  const formula = formulaOfCondition(filter, dataset.columns)
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" size="compact-sm" rightSection={<IconChevronDown size={13} />}>
            {t('grid.use.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconBookmark size={16} stroke={1.6} />} onClick={open}>
            {t('grid.use.segment')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconListCheck size={16} stroke={1.6} />}
            disabled={formula === null}
            title={formula === null ? t('grid.use.noStep') : formula}
            onClick={() => formula !== null && void keepAsStep(dataset, formula)}
          >
            {t('grid.use.step')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconChartBar size={16} stroke={1.6} />}
            onClick={() => navigate(addresses.chart(dataset.id, filter))}
          >
            {t('grid.use.chart')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('grid.use.export')}</Menu.Label>
          <ExportItems name={dataset.name} dataset={dataset.id} condition={filter} search={search} sort={order} />
        </Menu.Dropdown>
      </Menu>
      <SaveSegmentModal
        opened={saving}
        onClose={close}
        datasetId={dataset.id}
        definition={{ kind: 'rule', condition: filter }}
        suggestedName=""
      />
    </>
  )
}

async function keepAsStep(dataset: Dataset, where: string): Promise<void> {
  try {
    await workbench.recipe.append({ dataset: dataset.id, steps: [{ kind: 'filter-rows', params: { where } }] })
    notifyUndo('grid.use.kept', {}, () => workbench.recipe.undo({ dataset: dataset.id }))
  } catch (thrown) {
    notifyError(thrown)
  }
}
