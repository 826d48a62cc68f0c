import type { ColumnProfile } from '@shared/contract/channels'
import type { Dataset } from '@shared/dataset/schema'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { workbench } from '../../app/workbench'
import { Section } from '../../components/section'
import { ErrorState } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { ColumnInspector } from './column-inspector'
import { ProfileTable } from './profile-table'
import { Questions } from './questions'
import { ReceiptStrip } from './receipt-strip'
import { useDescribeColumn } from './use-describe-column'

/** Every column at a glance, with details of the selected one in the inspector. */
export function ColumnsTab({ dataset, selected }: { dataset: Dataset; selected: string | null }) {
  const t = useText()
  const profile = useAnswer(`${dataset.id}@${dataset.revision}`, () =>
    workbench.dataset.profile({ dataset: dataset.id }),
  )
  const profiles = new Map<string, ColumnProfile>(
    profile.state === 'ready' ? profile.value.map((column) => [column.name, column]) : [],
  )
  const column = dataset.columns.find(({ name }) => name === selected) ?? dataset.columns[0]
  const select = (name: string) => navigate(addresses.dataset(dataset.id, 'columns', name), { replace: true })

  const onChange = useDescribeColumn(dataset, profile.again)

  if (profile.state === 'failed') return <ErrorState error={profile.error} onAgain={profile.again} />
  return (
    <>
      <ReceiptStrip dataset={dataset} />
      <Section title={t('data.ask')}>
        <Questions dataset={dataset} />
      </Section>
      <Section title={t('data.tabs.columns')}>
        <ProfileTable
          dataset={dataset}
          profiles={profiles}
          selected={column?.name ?? null}
          onSelect={select}
          onChange={onChange}
        />
      </Section>
      {column && (
        <ColumnInspector
          column={column}
          profile={profiles.get(column.name)}
          nRows={dataset.nRows}
          onChange={(change) => onChange(column.name, change)}
        />
      )}
    </>
  )
}
