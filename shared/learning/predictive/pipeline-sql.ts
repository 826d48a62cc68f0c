import type { StorageType } from '../../dataset/schema'
import { sqlNumber } from '../linear/logistic-sql'
import { type CodedStep, type FittedPipeline, type LevelsStep, type NumberStep, termsOf } from '../pipeline/pipeline'

type Storage = ReadonlyMap<string, StorageType>

/**
 * A pipeline as SQL: one expression per encoded column, to be named t1, t2, … in this order. What the app does to gaps and
 * unknown levels, the expressions do too.
 * Dialect: standard SQL; STRFTIME (SQLite) for dates.
 */
export function pipelineSql(pipeline: FittedPipeline, storage: Storage): { terms: string[]; expressions: string[] } {
  const all = pipeline.steps.flatMap((step) => {
    if (step.kind === 'dropped') return []
    if (step.kind === 'number') return numberSql(step, storage)
    return step.kind === 'levels' ? levelsSql(step, storage) : codedSql(step, storage)
  })
  const kept = pipeline.selected ?? pipeline.steps.flatMap(termsOf).map((_, at) => at)
  return {
    terms: kept.map((_, place) => `t${place + 1}`),
    expressions: kept.map((at) => all[at] as string),
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
const words = (text: string) => `'${text.replaceAll("'", "''")}'`

function numberSql({ name, fill, powers, indicator }: NumberStep, storage: Storage): string[] {
  const kind = storage.get(name)
  const isDate = kind === 'date' || kind === 'datetime'
  const column = isDate
    ? `(CAST(STRFTIME('%s', ${quoted(name)}) AS REAL) / 86400.0)`
    : kind === 'text'
      ? `CAST(NULLIF(TRIM(${quoted(name)}), '') AS REAL)`
      : quoted(name)
  const filled = fill === null ? column : `COALESCE(${column}, ${sqlNumber(fill)})`
  const scaled = powers.map(({ center, scale }, p) => {
    const power = Array.from({ length: p + 1 }, () => `${filled}`).join(' * ')
    return `((1.0 * ${power} - (${sqlNumber(center)})) / ${sqlNumber(scale)})`
  })
  return indicator ? [...scaled, `(CASE WHEN ${column} IS NULL THEN 1.0 ELSE 0.0 END)`] : scaled
}

/** Whether a column has a level: numbers are compared as numbers, because 1 may be written 1.0. */
function hasLevel(name: string, level: string, storage: Storage, fill: string | null): string {
  const kind = storage.get(name)
  const isNumber = kind === 'integer' || kind === 'real'
  const said = (value: string) => (isNumber && Number.isFinite(Number(value)) ? sqlNumber(Number(value)) : words(value))
  const column = fill === null ? quoted(name) : `COALESCE(${quoted(name)}, ${said(fill)})`
  return `${column} = ${said(level)}`
}

function levelsSql({ name, levels, fill, indicator }: LevelsStep, storage: Storage): string[] {
  const flags = levels
    .slice(1)
    .map((level) => `(CASE WHEN ${hasLevel(name, level, storage, fill)} THEN 1.0 ELSE 0.0 END)`)
  return indicator ? [...flags, `(CASE WHEN ${quoted(name)} IS NULL THEN 1.0 ELSE 0.0 END)`] : flags
}

function codedSql(step: CodedStep, storage: Storage): string[] {
  const { name, levels, values, nOutputs, otherwise, center, scale } = step
  return Array.from({ length: nOutputs }, (_, k) => {
    const cases = levels.map(
      (level, at) =>
        `WHEN ${hasLevel(name, level, storage, null)} THEN ${sqlNumber(values[at * nOutputs + k] as number)}`,
    )
    const coded = `CASE ${cases.join(' ')} ELSE ${sqlNumber(otherwise[k] as number)} END`
    return `((${coded} - (${sqlNumber(center)})) / ${sqlNumber(scale)})`
  })
}
