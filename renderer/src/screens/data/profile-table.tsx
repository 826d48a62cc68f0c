import { Skeleton } from '@mantine/core'
import type { ColumnProfile } from '@shared/contract/channels'
import type { ColumnInfo, Dataset } from '@shared/dataset/schema'
import { memo } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { MeasureTypeMenu, RoleMenu } from '../../components/column-menus'
import type { ColumnChange } from './column-change'
import { Distribution } from './distribution'
import classes from './profile-table.module.css'
import { useColumnFacts } from './use-column-facts'

interface ProfileTableProps {
  dataset: Dataset
  profiles: ReadonlyMap<string, ColumnProfile>
  selected: string | null
  onSelect: (column: string) => void
  onChange: (column: string, change: ColumnChange) => void
}

interface ProfileRowProps {
  column: ColumnInfo
  profile: ColumnProfile | undefined
  nRows: number
  selected: boolean
  onSelect: (column: string) => void
  onChange: (column: string, change: ColumnChange) => void
}

function MissingShare({ missing, nRows }: { missing: number; nRows: number }) {
  const format = useFormat()
  if (missing === 0) return <span className={classes.none}>–</span>
  const share = missing / Math.max(1, nRows)
  // A column with a few gaps must not read as one without.
  const words = share < 0.0005 ? `< ${format.number(0.001, 'percent')}` : format.number(share, 'percent')
  return <span data-much={share > 0.2 || undefined}>{words}</span>
}

const ProfileRow = memo(function ProfileRow(props: ProfileRowProps) {
  const { column, profile, nRows, selected, onSelect, onChange } = props
  const format = useFormat()
  const { typical, range } = useColumnFacts(column, profile, nRows)
  return (
    <tr className={classes.row} aria-current={selected || undefined} onClick={() => onSelect(column.name)}>
      <th scope="row" className={classes.name}>
        <button type="button" title={column.name} onClick={() => onSelect(column.name)}>
          {column.name}
        </button>
      </th>
      <td>
        <MeasureTypeMenu column={column} quiet onPick={(measureType) => onChange(column.name, { measureType })} />
      </td>
      <td>
        <RoleMenu column={column} quiet onPick={(role) => onChange(column.name, { role })} />
      </td>
      <td className={classes.number}>
        <MissingShare missing={profile?.missing ?? column.missing} nRows={nRows} />
      </td>
      <td>{profile ? <Distribution column={column} profile={profile} nRows={nRows} /> : <Skeleton height={22} />}</td>
      <td className={classes.number}>{profile ? typical : <Skeleton height={10} width={48} ml="auto" />}</td>
      <td className={classes.number}>{profile ? range : <Skeleton height={10} width={80} ml="auto" />}</td>
      <td className={classes.number}>{profile ? format.number(profile.distinct, 'count') : ''}</td>
    </tr>
  )
})

/** One row per column: what it means, how much is missing, how its values are spread. */
export function ProfileTable({ dataset, profiles, selected, onSelect, onChange }: ProfileTableProps) {
  const t = useText()
  const heads = ['name', 'type', 'role', 'missing', 'distribution', 'typical', 'range', 'distinct'] as const
  const right = new Set<string>(['missing', 'typical', 'range', 'distinct'])
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" data-head={head} className={right.has(head) ? classes.number : undefined}>
                {t(`data.profile.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {dataset.columns.map((column) => (
            <ProfileRow
              key={column.name}
              column={column}
              profile={profiles.get(column.name)}
              nRows={dataset.nRows}
              selected={column.name === selected}
              onSelect={onSelect}
              onChange={onChange}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}
