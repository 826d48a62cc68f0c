import type { ColumnProfile } from '@shared/contract/channels'
import type { ColumnInfo } from '@shared/dataset/schema'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { isQuantity } from '../../components/column-kinds'
import { MeasureTypeMenu, RoleMenu } from '../../components/column-menus'
import { type Fact, Facts } from '../../components/facts'
import { Inspector } from '../../components/inspector'
import { RowsSkeleton } from '../../components/states'
import type { ColumnChange } from './column-change'
import classes from './column-inspector.module.css'
import { Distribution } from './distribution'
import { useValueFormat } from './use-column-facts'

interface ColumnInspectorProps {
  column: ColumnInfo
  profile: ColumnProfile | undefined
  nRows: number
  onChange: (change: ColumnChange) => void
}

function useFacts(column: ColumnInfo, profile: ColumnProfile, nRows: number): Fact[] {
  const t = useText()
  const format = useFormat()
  const write = useValueFormat(column)
  const share = profile.missing / Math.max(1, nRows)
  const facts: Fact[] = [
    { label: t('data.facts.present'), value: format.number(nRows - profile.missing, 'count') },
    {
      label: t('data.facts.missing'),
      value:
        profile.missing === 0 ? '0' : `${format.number(profile.missing, 'count')} · ${format.number(share, 'percent')}`,
    },
    { label: t('data.facts.distinct'), value: format.number(profile.distinct, 'count') },
  ]
  const ofValues = (['min', 'median', 'mean', 'max', 'sd'] as const).flatMap((name) => {
    const value = profile[name]
    const meaningful = isQuantity(column) || (column.measureType === 'time' && name !== 'mean' && name !== 'sd')
    return value === null || !meaningful ? [] : [{ label: t(`data.facts.${name}`), value: write(value) }]
  })
  const skewness = isQuantity(column) && profile.skewness !== null
  return [
    ...facts,
    ...ofValues,
    ...(skewness ? [{ label: t('data.facts.skewness'), value: format.number(profile.skewness, 'number', 2) }] : []),
  ]
}

function TopValues({ profile, nRows }: { profile: ColumnProfile; nRows: number }) {
  const t = useText()
  const format = useFormat()
  const present = Math.max(1, nRows - profile.missing)
  const most = profile.top[0]?.count ?? 1
  if (profile.top.length === 0 || most === 1) return null
  return (
    <>
      <h3>{t('data.facts.top')}</h3>
      <ul className={classes.top}>
        {profile.top.map(({ value, count }) => (
          <li key={value} title={value}>
            <span className={classes.bar} style={{ width: `${(count / most) * 100}%` }} />
            <span className={classes.value}>{value}</span>
            <span className={classes.count}>{format.number(count / present, 'percent')}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function ProfileFacts({ column, profile, nRows }: { column: ColumnInfo; profile: ColumnProfile; nRows: number }) {
  const facts = useFacts(column, profile, nRows)
  return (
    <>
      {profile.histogram && (
        <div className={classes.figure}>
          <Distribution column={column} profile={profile} nRows={nRows} large />
        </div>
      )}
      <Facts facts={facts} />
      <TopValues profile={profile} nRows={nRows} />
    </>
  )
}

/** Everything known about the selected column. */
export function ColumnInspector({ column, profile, nRows, onChange }: ColumnInspectorProps) {
  const t = useText()
  return (
    <Inspector title={column.name}>
      <div className={classes.menus}>
        <MeasureTypeMenu column={column} onPick={(measureType) => onChange({ measureType })} />
        <RoleMenu column={column} onPick={(role) => onChange({ role })} />
      </div>
      <p className={classes.hint}>{t(`data.measureHint.${column.measureType}`)}</p>
      {profile ? (
        <ProfileFacts column={column} profile={profile} nRows={nRows} />
      ) : (
        <RowsSkeleton rows={6} height={12} />
      )}
    </Inspector>
  )
}
