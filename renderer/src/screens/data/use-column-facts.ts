import type { ColumnProfile } from '@shared/contract/channels'
import type { ColumnInfo } from '@shared/dataset/schema'
import { unitOf } from '@shared/dataset/unit-of'
import { useFormat } from '../../app/locale/locale-provider'
import { isQuantity } from '../../components/column-kinds'

/** Below this share even the commonest value says nothing. */
export const COMMON = 0.02

/** What a column's values are like, in words: a typical one, and from where to where they go. */
export function useColumnFacts(column: ColumnInfo, profile: ColumnProfile | undefined, nRows: number) {
  const write = useValueFormat(column)
  if (!profile) return { typical: '–', range: '–' }
  const median = profile.median === null ? null : write(profile.median)
  const commonest = profile.top[0]
  const isCommon = commonest !== undefined && commonest.count > COMMON * (nRows - profile.missing)
  const hasMedian = isQuantity(column) || column.measureType === 'time'
  const typical = (hasMedian ? median : null) ?? (isCommon ? commonest.value : '–')
  const hasRange = profile.min !== null && profile.max !== null && column.measureType !== 'text'
  return { typical, range: hasRange ? `${write(profile.min)} – ${write(profile.max)}` : '–' }
}

/** Writes values of a column as its reader expects them; labels that happen to be numbers stay as they are. */
export function useValueFormat(column: ColumnInfo): (value: number | string | null) => string {
  const format = useFormat()
  const unit = unitOf(column)
  return (value) => {
    if (value === null) return '–'
    if (unit === 'date' || unit === 'datetime') return isoWords(value, unit)
    if (typeof value === 'string') return value
    return unit === 'number' && !isQuantity(column) && Number.isInteger(value)
      ? String(value)
      : format.number(value, unit)
  }
}

/** A date as the grid shows it, the same in every language and never ambiguous. */
function isoWords(value: number | string, unit: 'date' | 'datetime'): string {
  const iso = typeof value === 'number' ? new Date(value).toISOString() : value
  return unit === 'date' ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ')
}
