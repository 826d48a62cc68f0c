import type { EngineRequest, EngineResponse } from '@shared/contract/channels'
import type { TableCell, TableElement } from '@shared/contract/result-elements'
import type { ScoreReport } from '@shared/contract/risk-channels'
import { literal, type Text, text } from '@shared/contract/text'
import { chosenRows, type RankedRisk, type RiskRows, rankRisk, riskOutlook } from '@shared/learning/risk/rank-risk'
import { type RisingReason, reasonWords } from '@shared/learning/risk/rising-reason'
import { type RiskChoice, riskChoiceSchema } from '@shared/learning/risk/risk-choice'
import { actionTable, suggestedAction } from '@shared/learning/risk/suggested-action'
import type { Language } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import type { ReadableDatabase } from '../../database/connection'
import { readDataset } from '../../database/dataset-store'
import { readSettings } from '../../database/setting-store'
import type { Cell } from '../../export/row-source'
import { plainCell, writeList } from '../../export/write-list'
import { LeastRecentlyUsed } from '../least-recently-used'
import { loadColumns } from '../load-columns'
import type { Methods } from '../method-of'
import { openRun } from '../present-run'
import { keysOfRows } from '../segments/customer-rows'
import { basisOf } from '../segments/segment-scope'
import { proposeChoice, valueOptions } from './propose-risk'
import { type RiskSource, readOutcome, readProbabilities, readValues, riskSource, scoreRevision } from './read-risk'

type Asked = Pick<EngineRequest<'risk/begin'>, 'runId' | 'dataset'>

/** The list to write, and where. */
export interface RiskFile extends Asked {
  choice: EngineRequest<'risk/look'>['choice']
  path: string
  format: 'csv' | 'xlsx'
  language: Language
}

interface Ranking {
  source: RiskSource
  rows: RiskRows
  ranked: RankedRisk
}

const sourcesKept = 3
const rankingsKept = 6
/** Rows whose reasons are kept, so that a list that grows finds those of its first rows again. */
const reasonsKept = 2000
const rowsPerBatch = 500
const REASON_COLUMNS = [0, 1, 2] as const

/** Lists of whom to contact by stored classifications. What has been read of a run is kept for the next choice. */
export class RiskLists {
  private readonly methods: Methods
  private readonly sources = new LeastRecentlyUsed<string, RiskSource>(sourcesKept)
  private readonly known = new LeastRecentlyUsed<string, Pick<RiskRows, 'probability' | 'isHonest' | 'outcome'>>(
    sourcesKept,
  )
  private readonly rankings = new LeastRecentlyUsed<string, Ranking>(rankingsKept)
  private readonly reasons = new LeastRecentlyUsed<string, Map<number, RisingReason[]>>(sourcesKept)

  constructor(methods: Methods) {
    this.methods = methods
  }

  begin(database: ReadableDatabase, asked: Asked, cancelled: () => boolean): EngineResponse<'risk/begin'> {
    const source = this.sourceOf(database, asked)
    const { outcome } = this.knownOf(database, source, cancelled)
    return {
      positive: source.result.positive ?? '',
      target: source.result.target,
      values: valueOptions(database, source),
      choice: proposeChoice(database, source, outcome),
      hasOutcome: outcome !== null,
      report: source.isOwn ? null : scoreReport(database, source, cancelled),
    }
  }

  look(
    database: ReadableDatabase,
    { choice: given, count, ...asked }: EngineRequest<'risk/look'>,
    cancelled: () => boolean,
  ): EngineResponse<'risk/look'> {
    const choice = riskChoiceSchema.parse(given)
    const ranking = this.rankingOf(database, asked, choice, cancelled)
    const chosen = chosenRows(ranking.rows, ranking.ranked, choice)
    const table = this.table(database, ranking, choice, chosen, count, cancelled)
    return {
      outlook: riskOutlook(ranking.rows, ranking.ranked, chosen, choice),
      nKnown: ranking.ranked.nKnown,
      nWithoutValue: ranking.ranked.nWithoutValue,
      rowIds: chosen.slice(),
      table: table as unknown as EngineResponse<'risk/look'>['table'],
    }
  }

  actions(database: ReadableDatabase, asked: Asked): EngineResponse<'risk/actions'> {
    const { scorer, result } = this.sourceOf(database, asked)
    return actionTable(scorer.columns(result).map(({ name }) => name))
  }

  /** Writes the whole list; answers the number of rows. */
  write(database: ReadableDatabase, file: RiskFile, cancelled: () => boolean): Promise<number> {
    const choice = riskChoiceSchema.parse(file.choice)
    const ranking = this.rankingOf(database, file, choice, cancelled)
    const chosen = chosenRows(ranking.rows, ranking.ranked, choice)
    const { language } = file
    const say = (words: Text) => translate(words, language)
    const own = readSettings(database).riskActions
    const list = this
    function* batches(): Generator<Cell[][]> {
      for (let start = 0; start < chosen.length; start += rowsPerBatch) {
        const rows = chosen.subarray(start, start + rowsPerBatch)
        const keys = namesOf(database, ranking.source, rows)
        const reasons = list.reasonsOf(database, ranking.source, rows, cancelled)
        yield Array.from(rows, (row, i): Cell[] => {
          const why = reasons[i] ?? []
          const cells: TableCell[] = [
            start + i + 1,
            ...numbersOf(ranking, keys[i] ?? null, row),
            ...REASON_COLUMNS.map((at) => (why[at] ? reasonWords(why[at]) : null)),
            suggestedAction(why, own),
          ]
          return cells.map((cell) => plainCell(cell, say))
        })
      }
    }
    const real = (id: string) => ({ name: say(text(`risk.column.${id}`)), storage: 'real' as const })
    const words = (id: string) => ({ name: say(text(`risk.column.${id}`)), storage: 'text' as const })
    const columns = [
      { ...real('rank'), storage: 'integer' as const },
      { name: nameColumn(database, ranking.source), storage: 'text' as const },
      real('probability'),
      ...(ranking.rows.value ? [real('value'), real('risk')] : []),
      ...['reason1', 'reason2', 'reason3', 'action'].map(words),
    ]
    return writeList({ columns, count: chosen.length, batches: batches() }, file.path, file.format)
  }

  private table(
    database: ReadableDatabase,
    ranking: Ranking,
    choice: RiskChoice,
    chosen: Int32Array,
    count: number,
    cancelled: () => boolean,
  ): TableElement {
    const rows = chosen.subarray(0, count)
    const keys = namesOf(database, ranking.source, rows)
    const reasons = this.reasonsOf(database, ranking.source, rows, cancelled)
    const own = readSettings(database).riskActions
    const unit = isMoney(ranking.source, choice) ? 'currency' : 'number'
    const at = (id: string) => ({ id, label: text(`risk.column.${id}`) })
    const name = nameColumn(database, ranking.source)
    return {
      type: 'table',
      id: 'risk',
      title: text('risk.table.title', { count: chosen.length }),
      columns: [
        { id: 'customer', label: name === '_row' ? text('risk.column.row') : literal(name) },
        { ...at('probability'), unit: 'percent', decimals: 0, bar: ranking.rows.value === null },
        ...(ranking.rows.value ? [{ ...at('value'), unit } as const, { ...at('risk'), unit, bar: true } as const] : []),
        { ...at('why'), wide: true },
        { ...at('action'), wide: true },
      ],
      rows: Array.from(rows, (row, i): TableCell[] => {
        const why = reasons[i] ?? []
        const said = why.length > 0 ? text('risk.why', { reasons: why.map(reasonWords) }) : null
        return [...numbersOf(ranking, keys[i] ?? null, row), said, suggestedAction(why, own)]
      }),
    }
  }

  private sourceOf(database: ReadableDatabase, { runId, dataset }: Asked): RiskSource {
    const revision = dataset === undefined ? '' : readDataset(database, dataset).revision
    const key = `${database.name}|${runId}|${dataset ?? ''}|${revision}`
    return this.sources.get(key, () => riskSource(database, openRun(database, this.methods, runId), dataset))
  }

  private knownOf(database: ReadableDatabase, source: RiskSource, cancelled: () => boolean) {
    return this.known.get(keyOf(database, source), () => ({
      ...readProbabilities(database, source, cancelled),
      outcome: readOutcome(database, source, cancelled),
    }))
  }

  private rankingOf(database: ReadableDatabase, asked: Asked, choice: RiskChoice, cancelled: () => boolean): Ranking {
    const source = this.sourceOf(database, asked)
    const key = `${keyOf(database, source)}|${JSON.stringify([choice.value, choice.leaveOutKnown])}`
    return this.rankings.get(key, () => {
      const known = this.knownOf(database, source, cancelled)
      const rows = { ...known, value: readValues(database, source, choice, cancelled) }
      return { source, rows, ranked: rankRisk(rows, choice) }
    })
  }

  private reasonsOf(
    database: ReadableDatabase,
    source: RiskSource,
    rows: Int32Array,
    cancelled: () => boolean,
  ): RisingReason[][] {
    const known = this.reasons.get(keyOf(database, source), () => new Map<number, RisingReason[]>())
    const missing = rows.filter((row) => !known.has(row)).sort()
    if (missing.length > 0) {
      if (known.size > reasonsKept) known.clear()
      const { scorer, result, revision } = source
      const columns = loadColumns(database, revision, scorer.columns(result), missing, cancelled)
      const made = scorer.rising(result, columns, missing.length)
      for (const [i, row] of missing.entries()) known.set(row, made[i] ?? [])
    }
    return Array.from(rows, (row) => known.get(row) ?? [])
  }
}

function keyOf(database: ReadableDatabase, { run, revision }: RiskSource): string {
  return `${database.name}|${run.summary.id}|${revision.id}`
}

/** Customer or row, probability, and what is at risk. */
function numbersOf({ rows, ranked }: Ranking, name: string | null, row: number): TableCell[] {
  const probability = rows.probability[row] as number
  const base: TableCell[] = [name ?? String(row + 1), probability]
  if (!rows.value) return base
  const value = rows.value[row] as number
  return [...base, Number.isNaN(value) ? null : value, ranked.risk[row] as number]
}

/** The customer of each row, in their order; its number where customers have no names. */
function namesOf(database: ReadableDatabase, { revision }: RiskSource, rows: Int32Array): (string | null)[] {
  const order = rows.slice().sort()
  const keys = keysOfRows(database, basisOf(database, revision.datasetId, revision), order)
  const byRow = new Map(Array.from(order, (row, i) => [row, keys[i] ?? null]))
  return Array.from(rows, (row) => byRow.get(row) ?? null)
}

function nameColumn(database: ReadableDatabase, { revision }: RiskSource): string {
  const { customerKey } = readDataset(database, revision.datasetId)
  return revision.columns.some(({ name }) => name === customerKey) && customerKey !== null ? customerKey : '_row'
}

function isMoney({ revision }: RiskSource, { value }: RiskChoice): boolean {
  if (value.kind === 'run') return true
  return (
    value.kind === 'column' && revision.columns.some(({ name, role }) => name === value.column && role === 'amount')
  )
}

function scoreReport(database: ReadableDatabase, source: RiskSource, cancelled: () => boolean): ScoreReport {
  const { report } = scoreRevision(database, source, cancelled)
  const { columns, nRows } = source.revision
  const used = new Set(source.scorer.columns(source.result).map(({ name }) => name))
  const unusedColumns = columns.flatMap(({ name }) => (used.has(name) ? [] : [name]))
  const { unknown, missing, drift } = report
  return { nRows, unusedColumns, unknown: [...unknown], missing: [...missing], drift: [...drift] }
}
