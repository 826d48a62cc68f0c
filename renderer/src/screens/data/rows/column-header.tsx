import type { ColumnProfile } from '@shared/contract/channels'
import type { ColumnInfo } from '@shared/dataset/schema'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useFormat, useText } from '../../../app/locale/locale-provider'
import { MeasureIcon } from '../../../components/measure-icon'
import { Distribution } from '../distribution'
import type { Sort } from '../sort-order'
import classes from './column-header.module.css'
import { ColumnMenu, type ColumnMenuProps } from './column-menu'

/** Room that a header needs: name, what it is, and how its values are spread. */
export const headerHeight = 74

export interface ColumnHeaderProps extends Omit<ColumnMenuProps, 'sort'> {
  profile: ColumnProfile | undefined
  nRows: number
  order: readonly Sort[]
  onSort: (name: string, isFurther: boolean) => void
}

/** A column's name with how rows are sorted by it, its type and role, what is missing, how its values are spread, and its menu. */
export function ColumnHeader({ profile, nRows, order, onSort, ...menu }: ColumnHeaderProps) {
  const t = useText()
  const format = useFormat()
  const { column } = menu
  const place = order.findIndex((sort) => sort.column === column.name)
  const mine = order[place]
  const Arrow = mine?.descending ? IconArrowDown : IconArrowUp
  return (
    <div className={classes.header}>
      <div className={classes.line}>
        <button
          type="button"
          tabIndex={-1}
          className={classes.name}
          data-column={column.name}
          title={`${column.name} · ${t('data.rows.sort')}`}
          onClick={(event) => onSort(column.name, event.shiftKey)}
        >
          <MeasureIcon type={column.measureType} size={13} />
          <span>{column.name}</span>
          {mine && <Arrow size={13} stroke={2} aria-hidden="true" />}
          {mine && order.length > 1 && <sup className={classes.place}>{place + 1}</sup>}
        </button>
        <ColumnMenu {...menu} sort={mine} />
      </div>
      <Kind
        column={column}
        share={column.missing / Math.max(1, nRows)}
        write={(share) => format.number(share, 'percent')}
      />
      <div className={classes.spread}>
        {profile ? (
          <Distribution column={column} profile={profile} nRows={nRows} />
        ) : (
          <span className={classes.waiting} aria-hidden="true" />
        )}
      </div>
    </div>
  )
}

function Kind({ column, share, write }: { column: ColumnInfo; share: number; write: (share: number) => string }) {
  const t = useText()
  const kind = t(`data.measure.${column.measureType}`)
  const role = column.role === null ? null : t(`data.role.${column.role}`)
  // A role that is called like its type says nothing new.
  const words = role === null || role === kind ? kind : `${kind} · ${role}`
  return (
    <div className={classes.kind}>
      <span title={words}>{words}</span>
      {share > 0 && (
        <span className={classes.missing} title={t('data.rows.missing', { share: write(share) })}>
          {t('grid.gaps', { share: write(share) })}
        </span>
      )}
    </div>
  )
}
