import { readFileSync } from 'node:fs'
import path from 'node:path'
import Papa from 'papaparse'

/** Rows of text as a file of the corpus is known to hold them; a missing cell is ''. `header` says whether the first is the header. */
export interface Expected {
  rows: string[][]
  header: boolean
}

/** What is known about a file's content, from the files that came with it. */
export function expectedOf(oracles: string, expectedFiles: readonly string[]): Expected | null {
  const file = expectedFiles.find((name) => !name.endsWith('_parameters.json'))
  if (file === undefined) return null
  const content = readFileSync(path.join(oracles, file), 'utf8').replace(/^\ufeff/, '')
  return file.endsWith('.json') ? fromJson(JSON.parse(content)) : fromCsv(content, file.includes('Pollock'))
}

function fromJson(value: unknown): Expected {
  const list = value as (string[] | Record<string, string>)[]
  const [first] = list
  if (first === undefined) return { rows: [], header: false }
  if (Array.isArray(first)) return { rows: list as string[][], header: true }
  const names = Object.keys(first)
  return { rows: [names, ...list.map((row) => Object.values(row as Record<string, string>))], header: true }
}

function fromCsv(content: string, header: boolean): Expected {
  const { data } = Papa.parse<string[]>(content, { delimiter: ',', skipEmptyLines: true })
  return { rows: data, header }
}

/** Rows of equal width, so that cells that are absent and cells that are empty compare equal. */
export function squared(rows: readonly (readonly unknown[])[]): string[][] {
  const width = Math.max(0, ...rows.map((row) => row.length))
  return rows.map((row) => Array.from({ length: width }, (_, i) => String(row[i] ?? '')))
}
