import type { Written } from './quality-report'
import { columnInFormula } from './suspicious-dates'

/** Units of the same kind, each with what one of it comes to; in small letters. */
const kinds: readonly Readonly<Record<string, number>>[] = [
  {
    kg: 1000,
    g: 1,
    mg: 0.001,
    t: 1_000_000,
    公斤: 1000,
    千克: 1000,
    克: 1,
    斤: 500,
    两: 50,
    吨: 1_000_000,
    lb: 453.59237,
    oz: 28.349523125,
  },
  { m: 100, cm: 1, mm: 0.1, km: 100_000, 米: 100, 厘米: 1, 毫米: 0.1, 公里: 100_000 },
  { l: 1000, ml: 1, 升: 1000, 毫升: 1 },
  { 元: 1, 万元: 10_000, 万: 10_000, 角: 0.1, 分: 0.01, '¥': 1, rmb: 1, cny: 1 },
  { d: 24, h: 1, min: 1 / 60, 天: 24, 小时: 1, 分钟: 1 / 60 },
]

/**
 * A formula that makes numbers of texts such as "2 kg" and "500 g", all in the most frequent unit; cells without a unit count as being
 * in it. Null when it is not known what one unit is in another.
 */
export function unitFormula(column: string, units: Written['units']): string | null {
  const [main] = units
  if (!main) return null
  const factor = (unit: string) => (unit === main.unit ? 1 : factorBetween(unit, main.unit))
  if (units.some(({ unit }) => factor(unit) === null)) return null
  const name = columnInFormula(column)
  const number = (unit: string) => `VALUE(TRIM(SUBSTITUTE(${name},"${unit}","")))`
  // The longest first: "kg" ends with "g", too.
  const longestFirst = [...units].sort((a, b) => b.unit.length - a.unit.length)
  return longestFirst.reduceRight((otherwise, { unit }) => {
    const times = factor(unit) as number
    return `IF(CONTAINS(${name},"${unit}"),${number(unit)}${times === 1 ? '' : `*${times}`},${otherwise})`
  }, `VALUE(${name})`)
}

function factorBetween(unit: string, main: string): number | null {
  const plain = (word: string) => word.toLowerCase().replace(/\.$/, '')
  const kind = kinds.find((known) => plain(unit) in known && plain(main) in known)
  return kind ? (kind[plain(unit)] as number) / (kind[plain(main)] as number) : null
}
