import { failure } from '@shared/contract/app-error'
import type { ImportOptions, Inspection } from '@shared/contract/import'
import { type Text, text } from '@shared/contract/text'
import { type OpenedFile, openFile } from './open-file'
import { planTable, type TablePlan } from './plan/plan-table'
import { fits } from './rows/fits'
import { RawKind } from './rows/row'
import { RowShaper } from './rows/row-shaper'
import { isBlankRow, type SampleRow } from './rows/sample'
import { SourceFile } from './source-file'
import type { Table } from './table'

const PREVIEW_ROWS = 60

/** Looks at a file as it would be imported with these options; a few windows are read, and nothing is changed. */
export async function inspectFile(
  path: string,
  options: Partial<ImportOptions>,
  check: () => void = () => {},
): Promise<Inspection> {
  const source = new SourceFile(path)
  let opened: OpenedFile | null = null
  try {
    opened = await openFile(source, options, { check, firstOnly: true })
    check()
    const table = opened.tables[0]
    if (!table) throw failure('tableEmpty')
    return inspectionOf(source, opened, table, planTable(table, options))
  } finally {
    opened?.close()
    source.close()
  }
}

function inspectionOf(source: SourceFile, opened: OpenedFile, table: Table, plan: TablePlan): Inspection {
  const { delimited } = opened
  const preview = table.head.slice(0, PREVIEW_ROWS).map((row) => shapedRow(row, plan))
  return {
    file: source.name,
    bytes: source.bytes,
    format: opened.format,
    sheets: opened.sheets,
    sheet: table.sheet,
    encoding: delimited ? withoutMark(delimited.encoding) : null,
    delimiter: delimited ? delimiterGuess(delimited.dialect) : null,
    quote: delimited ? quoteGuess(delimited.dialect) : null,
    decimal: plan.guesses.decimal,
    dateOrder: plan.guesses.dateOrder,
    header: {
      value: plan.header.rows,
      confidence: plan.header.confidence,
      reason: headerReason(plan),
      alternatives: headerAlternatives(plan, table),
    },
    missingTokens: [...plan.missingTokens],
    preview: preview.map((row) => ({
      row: row.row,
      kind: kindOf(row, plan),
      cells: row.cells.map(({ text: said }) => (said === '' ? null : said)),
    })),
    badCells: plan.verbatim
      ? []
      : preview.filter((row) => row.row >= plan.header.firstData).flatMap((row) => badCellsOf(row, plan)),
    width: plan.width,
    columns: plan.columns.map((column) => ({
      source: column.source,
      name: column.name,
      storage: column.storage,
      measureType: column.measureType,
      role: column.role,
      confidence: column.confidence,
      missing: column.sample.missing,
      distinct: column.sample.distinct.size,
      examples: column.sample.examples,
      warnings: column.warnings,
    })),
    signature: plan.signature,
    estimatedRows:
      table.estimatedRows === null
        ? null
        : Math.max(0, table.estimatedRows - (table.complete ? headRows(plan, table) : 0)),
    warnings: warningsOf(plan),
  }
}

/** A row as it comes in: data with what is done to its cells, the last header row with the names of added columns. */
function shapedRow(row: SampleRow, { shape, header }: TablePlan): SampleRow {
  if (!shape) return row
  if (row.row >= header.firstData) return new RowShaper(shape).sample(row)
  if (row.row !== header.rows[header.rows.length - 1]) return row
  const cells = Array.from({ length: shape.width }, (_, i) => row.cells[i] ?? emptyCell)
  const names = shape.added.map(({ name }) => ({ kind: RawKind.text, text: name, number: Number.NaN }))
  return { ...row, cells: [...cells, ...names] }
}

const emptyCell = { kind: RawKind.empty, text: '', number: Number.NaN }

function withoutMark({ value, confidence, reason, alternatives }: NonNullable<OpenedFile['delimited']>['encoding']) {
  return { value, confidence, reason, alternatives }
}

type DialectGuess = NonNullable<OpenedFile['delimited']>['dialect']

function delimiterGuess({ dialect, confidence, alternatives }: DialectGuess) {
  return { value: dialect.delimiter, confidence, reason: text('import-reasons.evenRows'), alternatives }
}

function quoteGuess({ dialect, confidence }: DialectGuess) {
  return { value: dialect.quote ?? '', confidence, reason: text('import-reasons.evenRows'), alternatives: [] }
}

function headerReason({ header }: TablePlan): Text {
  return text(header.rows.length === 0 ? 'import-reasons.headerNone' : 'import-reasons.headerDiffers', {
    count: header.rows.length,
  })
}

function headerAlternatives({ header }: TablePlan, table: Table) {
  const rest = Math.round((1 - header.confidence) * 100) / 100
  const first = table.head.find((row) => !isBlankRow(row))
  if (header.rows.length > 0) return [{ value: [], confidence: rest }]
  return first ? [{ value: [first.row], confidence: rest }] : []
}

function headRows({ header }: TablePlan, table: Table): number {
  return table.head.filter((row) => row.row < header.firstData && !isBlankRow(row)).length
}

function kindOf(row: SampleRow, { header, width: own, shape }: TablePlan): Inspection['preview'][number]['kind'] {
  if (header.rows.includes(row.row)) return 'header'
  if (row.row < header.firstData) return 'title'
  const width = own + (shape?.added.length ?? 0)
  return row.damaged || row.cells.slice(width).some(({ text: said }) => said !== '') ? 'bad' : 'data'
}

function badCellsOf(row: SampleRow, plan: TablePlan): Inspection['badCells'] {
  return plan.columns.flatMap((column) => {
    const cell = row.cells[column.source]
    if (!cell || fits(cell.text, column, plan.conventions)) return []
    return [{ row: row.row, source: column.source, reason: text(`import-reasons.expected.${column.storage}`) }]
  })
}

function warningsOf({ guesses, columns }: TablePlan): Text[] {
  const hasDates = columns.some(({ storage }) => storage === 'date' || storage === 'datetime')
  return hasDates && guesses.dateOrder.confidence <= 0.5
    ? [text('import-reasons.dateAmbiguous', { order: guesses.dateOrder.value })]
    : []
}
