import type { ColumnProfile } from '@shared/contract/channels'
import type { ColumnInfo } from '@shared/dataset/schema'
import { useFormat, useText } from '../../app/locale/locale-provider'
import classes from './distribution.module.css'
import { COMMON, useValueFormat } from './use-column-facts'

interface DistributionProps {
  column: ColumnInfo
  profile: ColumnProfile
  nRows: number
  /** Larger, with its ends written below. */
  large?: boolean
}

const WIDTH = 134
const GAP = 1
const TOP_SHOWN = 6
/** Parts narrower than this have no room for their word. */
const ROOM_FOR_WORD = 0.14

function Histogram({
  column,
  counts,
  edges,
  large,
}: {
  column: ColumnInfo
  counts: number[]
  edges: number[]
  large: boolean
}) {
  const t = useText()
  const format = useFormat()
  const write = useValueFormat(column)
  const height = large ? 72 : 24
  const most = Math.max(...counts, 1)
  const step = WIDTH / counts.length
  return (
    <>
      <svg
        className={classes.histogram}
        viewBox={`0 0 ${WIDTH} ${height}`}
        preserveAspectRatio="none"
        height={height}
        role="img"
        aria-label={t('data.histogramOf', { column: column.name })}
      >
        {counts.map((count, index) => {
          const [from = 0, to = 0] = edges.slice(index, index + 2)
          // Bars of rare values stay visible.
          const tall = count === 0 ? 0 : Math.max(1.5, (count / most) * height)
          return (
            <rect key={from} x={index * step} y={height - tall} width={Math.max(0.5, step - GAP)} height={tall}>
              <title>{`${write(from)} – ${write(to)}: ${format.number(count, 'count')}`}</title>
            </rect>
          )
        })}
      </svg>
      {large && (
        <div className={classes.ends}>
          <span>{write(edges[0] ?? null)}</span>
          <span>{write(edges.at(-1) ?? null)}</span>
        </div>
      )}
    </>
  )
}

/** The commonest values as parts of one bar. */
function TopBar({ profile, nRows }: { profile: ColumnProfile; nRows: number }) {
  const format = useFormat()
  const present = Math.max(1, nRows - profile.missing)
  const shown = profile.top.slice(0, TOP_SHOWN)
  return (
    <div className={classes.parts}>
      {shown.map(({ value, count }) => (
        <span
          key={value}
          style={{ width: `${(count / present) * 100}%` }}
          title={`${value}: ${format.number(count / present, 'percent')}`}
        >
          {count / present > ROOM_FOR_WORD && value}
        </span>
      ))}
    </div>
  )
}

/** How a column's values are spread, small enough for a table's cell. */
export function Distribution({ column, profile, nRows, large = false }: DistributionProps) {
  const t = useText()
  if (profile.distinct === 0) return <span className={classes.words}>{t('data.allMissing')}</span>
  if (profile.histogram && profile.histogram.counts.length > 0) {
    return <Histogram column={column} counts={profile.histogram.counts} edges={profile.histogram.edges} large={large} />
  }
  const present = nRows - profile.missing
  if (profile.distinct >= present) return <span className={classes.words}>{t('data.allDifferent')}</span>
  if ((profile.top[0]?.count ?? 0) < COMMON * present) {
    return <span className={classes.words}>{t('data.manyValues', { count: profile.distinct })}</span>
  }
  return <TopBar profile={profile} nRows={nRows} />
}
