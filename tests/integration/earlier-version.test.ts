import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { migrations } from '../../electron/database/migrations'
import { createWorkspaceFile } from '../../electron/database/workspace-file'
import { scratchFolder } from '../electron/database/scratch'
import { command, document, onFullDisk } from './command-line'

const folder = scratchFolder()
const workspace = path.join(folder, 'shop.regulars')

/** Leaves of a stored k-means result what the first version computed, and does `more` to it. */
function makeEarlier(more = '$.none'): void {
  const database = new Database(workspace)
  database.exec(`UPDATE run SET result = json_remove(result, '$.examples', '$.explanation', '$.leftOut')`)
  database.exec(`DELETE FROM run_array WHERE path LIKE 'examples.%' OR path LIKE 'explanation.%'`)
  database.prepare('UPDATE run SET result = json_replace(result, ?, 12345)').run(more)
  database.close()
}

beforeAll(async () => {
  const lines = Array.from({ length: 90 }, (_, i) => `C${i},${(i % 3) * 50 + (i % 7)},${(i % 3) * 9 + (i % 5)}`)
  const file = path.join(folder, 'customers.csv')
  fs.writeFileSync(file, `customer_id,spend,visits\n${lines.join('\n')}\n`)
  await document('import', file, '--workspace', workspace, '--dataset', 'customers')
  await document(
    ...['run', 'k-means', '--workspace', workspace, '--dataset', 'customers', '--params', '{"k":3}'],
    ...['--columns', '{"features":["spend","visits"]}'],
  )
  makeEarlier()
})

describe('a workspace with results of an earlier version', () => {
  test('is verified by all that it holds', async () => {
    expect(await document('verify', '--workspace', workspace)).toMatchObject({ ok: true, recomputed: 1, problems: [] })
  })

  test('is reported, and the chapter says that the result was made earlier', async () => {
    const out = path.join(folder, 'report.html')
    await document('report', '--workspace', workspace, '--out', out)
    expect(fs.readFileSync(out, 'utf8')).toContain('made by an earlier version')
  })

  test('is not verified when one of its values was changed', async () => {
    makeEarlier('$.inertia')
    const { code, stdout } = await command('verify', '--workspace', workspace)
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problems: [{ check: 'result', found: 'inertia' }] })
  })
})

test.skipIf(process.platform === 'win32')(
  'an earlier workspace that there is no room to copy stays as it was, and that is said',
  async () => {
    const file = path.join(folder, 'old.regulars')
    createWorkspaceFile(file, migrations.slice(0, -1))
    const database = new Database(file)
    database.prepare('INSERT INTO setting VALUES (?, ?)').run('long', 'x'.repeat(400_000))
    database.close()
    const before = fs.readFileSync(file)
    const { code, stderr } = await onFullDisk(['datasets', '--workspace', file])
    const last = JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '') as { error: { code: string } }
    expect([code, last.error.code]).toEqual([1, 'workspaceUpdateNoRoom'])
    expect(fs.readFileSync(file).equals(before)).toBe(true)
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('old.'))).toEqual(['old.regulars'])
  },
)
