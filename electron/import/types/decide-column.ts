import { type Text, text } from '@shared/contract/text'
import type { ColumnRole, MeasureType, StorageType } from '@shared/dataset/schema'
import type { ColumnSample } from './column-sample'
import type { DateOrder } from './parse-date'
import type { DecimalMark } from './parse-number'

/** Up to this share of values may contradict a type; their rows are then rejected one by one, never changed. */
export const MISFIT_SHARE = 0.01

/** How the numbers and dates of a file are written. */
export interface Conventions {
  decimal: DecimalMark
  dateOrder: DateOrder
}

export interface DecidedType {
  storage: StorageType
  confidence: number
  /** Dates written `20240305`. */
  compactDates: boolean
  warnings: Text[]
}

/** What a column is kept as, from a sample of its values. */
export function decideStorage(sample: ColumnSample, { decimal, dateOrder }: Conventions): DecidedType {
  const { values } = sample
  const counted = sample.numbers[decimal]
  const decided = (storage: StorageType, fits: number, compactDates = false): DecidedType => ({
    storage,
    confidence: Math.round((fits / Math.max(values, 1)) * (1 - 0.5 / (values + 1)) * 100) / 100,
    compactDates,
    warnings: warningsOf(sample),
  })
  if (values === 0) return decided('text', 0)
  const enough = values * (1 - MISFIT_SHARE)
  const dates = sample.dates[dateOrder]
  if (dates >= enough) return decided(sample.withTime > 0 ? 'datetime' : 'date', dates)
  if (sample.compactDates >= enough && sample.distinct.size >= 5) return decided('date', sample.compactDates, true)
  const identifies = sample.leadingZeros > 0 || sample.longDigits > 0 || sample.phones >= enough
  if (counted.numbers >= enough && !identifies) {
    return decided(counted.integers === counted.numbers ? 'integer' : 'real', counted.numbers)
  }
  return decided('text', values)
}

function warningsOf(sample: ColumnSample): Text[] {
  const warnings: Text[] = []
  if (sample.cutByExcel > 0) warnings.push(text('import-reasons.cutByExcel', { count: sample.cutByExcel }))
  if (sample.leadingZeros > 0) warnings.push(text('import-reasons.leadingZerosKept', { count: sample.leadingZeros }))
  return warnings
}

/** What a column's values mean, from how they are kept, their sample, their role and their name. */
export function decideMeasure(
  sample: ColumnSample,
  storage: StorageType,
  role: ColumnRole | null,
  name: string,
): MeasureType {
  if (storage === 'date' || storage === 'datetime') return 'time'
  if (role === 'customer' || role === 'order') return 'id'
  if (storage === 'real') return 'continuous'
  return storage === 'integer' ? measureOfIntegers(sample, role, name) : measureOfText(sample, role, name)
}

const measuredRoles: readonly (ColumnRole | null)[] = ['quantity', 'amount', 'unitPrice', 'cost']

function measureOfIntegers(sample: ColumnSample, role: ColumnRole | null, name: string): MeasureType {
  const distinct = sample.distinct.size
  if (measuredRoles.includes(role)) return 'continuous'
  if (sample.minimum >= 0 && sample.maximum <= 1) return 'nominal'
  if (role === 'outcome' && distinct <= 10) return 'nominal'
  if (namesIdentifier(name)) return 'id'
  const few = distinct <= 10 && sample.minimum >= 0 && sample.maximum <= 10 && sample.values >= 3 * distinct
  if (role === 'category' || role === 'region') return few || distinct <= 30 ? 'nominal' : 'id'
  if ((role === 'rating' && distinct <= 20) || few) return 'ordinal'
  const unique = sample.values >= 20 && distinct >= sample.values * 0.99
  const dense = sample.maximum - sample.minimum < sample.values * 1.5
  return unique && (dense || role === 'product') ? 'id' : 'continuous'
}

function measureOfText(sample: ColumnSample, role: ColumnRole | null, name: string): MeasureType {
  const { values } = sample
  if (values === 0 || role === 'category' || role === 'region' || role === 'outcome') return 'nominal'
  const different = sample.distinct.size / values
  const length = sample.characters / values
  const long = length > (sample.wide > values / 2 ? 20 : 40)
  if ((role === 'text' || long) && different > 0.3) return 'text'
  if (sample.leadingZeros + sample.longDigits + sample.phones > values / 2 || namesIdentifier(name)) return 'id'
  if (values < 20 || different <= 0.95) return 'nominal'
  return sample.codes > values / 2 ? 'id' : 'text'
}

/** Whether a column's name says that it holds numbers or codes of things. */
function namesIdentifier(name: string): boolean {
  const said = name.normalize('NFKC').trim()
  if (/(编号|号码|编码|代码|账号|卡号|单号|工号|学号|群号|邮编|電話|电话|手机|手機|編號|號碼|代碼)$/.test(said))
    return true
  return (
    /(^|[\s_.-])(id|no|nr|code|key|zip|zip ?code|postal ?code|postcode|phone|tel|sku|uuid|guid|isbn|ean)\.?$/i.test(
      said,
    ) ||
    /[a-z](Id|ID|No|Code|Key)$/.test(said) ||
    /[\u4e00-\u9fff]ID$/i.test(said)
  )
}
