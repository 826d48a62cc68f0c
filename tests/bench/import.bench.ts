import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as XLSX from '@e965/xlsx'
import { afterAll, describe, expect, test } from 'vitest'
import { DatabaseClient } from '../../electron/database/database-client'
import { partsFolderOf } from '../../electron/database/staging'
import { Importer } from '../../electron/import'
import { bundlePath } from '../../electron/paths'
import { writeOrders } from './import-files'
import { writeOrdersWorkbook } from './import-workbook'

const folder = mkdtempSync(path.join(tmpdir(), 'import-bench-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const hasSqlite = spawnSync('sqlite3', ['--version']).status === 0
let count = 0

/** Imports into a new workspace with the application's own threads, and closes it: the WAL is folded in. Seconds. */
async function importOnce(file: string): Promise<{ seconds: number; rows: number }> {
  count += 1
  const workspace = path.join(folder, `w${count}.regulars`)
  const client = new DatabaseClient()
  await client.request('workspace/open', { path: workspace, create: true, program: 'command-line' })
  const host = { connectDatabase: client.connectStaging.bind(client), partsFolder: partsFolderOf(workspace) }
  const importer = new Importer(host)
  const begin = performance.now()
  const [outcome] = await importer.import({ path: file })
  await client.request('workspace/close', null)
  const seconds = (performance.now() - begin) / 1000
  await importer.close()
  await client.close()
  rmSync(workspace)
  const receipt = outcome?.receipt
  expect(receipt?.rowsRead).toBe((receipt?.rowsImported ?? 0) + (receipt?.rowsRejected ?? 0))
  return { seconds, rows: receipt?.rowsImported ?? 0 }
}

function sqliteOnce(file: string): number {
  const database = path.join(folder, 'sqlite.db')
  rmSync(database, { force: true })
  const begin = performance.now()
  execFileSync('sqlite3', [database, `.import --csv ${file} t`])
  return (performance.now() - begin) / 1000
}

function parseOnce(file: string): number {
  const begin = performance.now()
  const sheet = Object.values(XLSX.read(readFileSync(file), { dense: true }).Sheets)[0] as XLSX.WorkSheet
  XLSX.utils.sheet_to_json(sheet, { header: 1 })
  return (performance.now() - begin) / 1000
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number

describe('CSV, 10 mixed columns', () => {
  const million = path.join(folder, 'million.csv')

  test.skipIf(!hasSqlite)('a million rows, side by side with sqlite3 .import', async () => {
    await writeOrders(million, 1_000_000)
    const ours: number[] = []
    const theirs: number[] = []
    for (let i = 0; i < 5; i += 1) {
      ours.push((await importOnce(million)).seconds)
      theirs.push(sqliteOnce(million))
    }
    const ratio = median(ours) / median(theirs)
    const megabytes = (statSync(million).size / 1e6).toFixed(0)
    console.log(
      `import, ${megabytes} MB, typed: ${median(ours).toFixed(2)} s; sqlite3 .import: ${median(theirs).toFixed(2)} s; ratio ${ratio.toFixed(2)} (goal 1.0, limit 1.3)`,
    )
    expect(ratio).toBeLessThan(1.3)
  })

  test('five million rows cost five times as much as one', async () => {
    await writeOrders(million, 1_000_000)
    const five = path.join(folder, 'five.csv')
    await writeOrders(five, 5_000_000)
    await importOnce(million)
    const one = median([
      (await importOnce(million)).seconds,
      (await importOnce(million)).seconds,
      (await importOnce(million)).seconds,
    ])
    const { seconds, rows } = await importOnce(five)
    rmSync(five)
    console.log(
      `1 M rows: ${one.toFixed(2)} s; 5 M rows: ${seconds.toFixed(2)} s; ${(seconds / one / 5).toFixed(2)} of proportional (limit 1.15)`,
    )
    expect(rows).toBe(5_000_000)
    expect(seconds / one / 5).toBeLessThan(1.15)
  })

  test('a gigabyte, in flat memory', async () => {
    const small = path.join(folder, 'small.csv')
    await writeOrders(small, 100)
    const large = path.join(folder, 'large.csv')
    await writeOrders(large, 13_500_000)
    const idle = await peakMemory(small)
    const peak = await peakMemory(large)
    const gigabytes = (statSync(large).size / 1e9).toFixed(2)
    rmSync(large)
    const above = (peak - idle) / 1e6
    console.log(
      `${gigabytes} GB of CSV: peak of all processes ${(peak / 1e6).toFixed(0)} MB, ${above.toFixed(0)} MB above a small import (limit 200 MB)`,
    )
    expect(above).toBeLessThan(200)
  })
})

describe('XLSX, 10 mixed columns', () => {
  test('side by side with SheetJS, 100,000 rows', async () => {
    const file = path.join(folder, 'peer.xlsx')
    await writeOrdersWorkbook(file, 100_000)
    const ours: number[] = []
    const theirs: number[] = []
    for (let i = 0; i < 5; i += 1) {
      ours.push((await importOnce(file)).seconds)
      theirs.push(parseOnce(file))
    }
    const seconds = `${median(ours).toFixed(2)} s; SheetJS parses alone in ${median(theirs).toFixed(2)} s`
    console.log(`XLSX, 100,000 rows: imported in ${seconds}`)
    expect(median(ours)).toBeLessThan(median(theirs) * 1.5)
  })

  test('a full sheet: 1,048,576 rows within 1.5 GB', async () => {
    const file = path.join(folder, 'full.xlsx')
    await writeOrdersWorkbook(file, 1_048_576)
    const begin = performance.now()
    const peak = await peakMemory(file)
    console.log(
      `XLSX, 1,048,576 rows: ${((performance.now() - begin) / 1000).toFixed(1)} s, peak ${(peak / 1e6).toFixed(0)} MB (limit 1500 MB)`,
    )
    expect(peak / 1e6).toBeLessThan(1500)
  })
})

/** Peak of the proportional set size of the command line and all it starts while it imports, in bytes. */
async function peakMemory(file: string): Promise<number> {
  count += 1
  const workspace = path.join(folder, `m${count}.regulars`)
  const args = [bundlePath('cli'), 'import', file, '--workspace', workspace]
  const child = spawn(process.execPath, args, { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: 'ignore' })
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, memoryOf(child.pid as number))
  }, 50)
  const code = await new Promise((resolve) => child.on('exit', resolve))
  clearInterval(watch)
  rmSync(workspace, { force: true })
  expect(code).toBe(0)
  return peak
}

function memoryOf(pid: number): number {
  try {
    const pss = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
    const tasks = readdirSync(`/proc/${pid}/task`)
    const children = tasks.flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(/\s+/),
    )
    return Number(pss ?? 0) * 1024 + children.filter(Boolean).reduce((sum, child) => sum + memoryOf(Number(child)), 0)
  } catch {
    return 0
  }
}
