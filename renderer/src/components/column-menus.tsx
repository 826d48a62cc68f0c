import { type ColumnInfo, type ColumnRole, type MeasureType, measureTypeSchema } from '@shared/dataset/schema'
import { useText } from '../app/locale/locale-provider'
import { columnRoles, measureTypesFor } from './column-kinds'
import { MeasureIcon } from './measure-icon'
import { PickMenu } from './pick-menu'

interface MenuProps<V> {
  column: Pick<ColumnInfo, 'name' | 'storage' | 'measureType' | 'role'>
  quiet?: boolean
  onPick: (value: V) => void
}

/**
 * What a column's values mean, and the others it could be.
 * @param any offers every type, for columns that are still to be read
 */
export function MeasureTypeMenu({
  column,
  quiet = false,
  any = false,
  onPick,
}: MenuProps<MeasureType> & { any?: boolean }) {
  const t = useText()
  const types = any ? measureTypeSchema.options : measureTypesFor(column)
  const picks = types.map((type) => ({
    value: type,
    label: t(`data.measure.${type}`),
    detail: t(`data.measureHint.${type}`),
    icon: <MeasureIcon type={type} />,
  }))
  return (
    <PickMenu<MeasureType>
      label={t('data.column.type', { column: column.name })}
      picks={picks}
      value={column.measureType}
      placeholder={t(`data.measure.${column.measureType}`)}
      quiet={quiet}
      onPick={onPick}
    />
  )
}

/** What a column is for, or nothing in particular. */
export function RoleMenu({ column, quiet = false, onPick }: MenuProps<ColumnRole | null>) {
  const t = useText()
  const picks = [null, ...columnRoles].map((role) => ({ value: role, label: t(`data.role.${role ?? 'none'}`) }))
  return (
    <PickMenu<ColumnRole | null>
      label={t('data.column.role', { column: column.name })}
      picks={picks}
      value={column.role}
      quiet={quiet}
      onPick={onPick}
    />
  )
}
