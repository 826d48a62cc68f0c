import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron, expect, test } from '@playwright/test'

const root = path.resolve(__dirname, '../..')
const dist = path.join(root, 'dist')
const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []

test.skip(process.platform !== 'linux', 'the names below are those of the Linux package')

/** The archive that users get, unpacked elsewhere: nothing of the project's folder can help it. */
function unpackArchive(): string {
  const name = fs.readdirSync(dist).find((file) => file.endsWith('.tar.gz'))
  expect(name, 'npm run package has made an archive').toBeDefined()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-package-'))
  execFileSync('tar', ['-xzf', path.join(dist, name ?? ''), '-C', folder, '--strip-components=1'])
  return folder
}

let folder = ''
test.beforeAll(() => {
  folder = unpackArchive()
})
test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test('the packaged application opens its window on the welcome screen', async () => {
  const userData = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-user-'))
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const app = await _electron.launch({
    executablePath: path.join(folder, 'regulars'),
    args: [...sandbox, `--user-data-dir=${userData}`],
    cwd: os.tmpdir(),
    env: env as Record<string, string>,
  })
  const window = await app.firstWindow()
  await expect(window.getByRole('heading').first()).toBeVisible()
  expect(await app.evaluate(({ app: running }) => running.isPackaged)).toBe(true)
  fs.mkdirSync(path.join(root, 'out/screenshots'), { recursive: true })
  await window.screenshot({ path: path.join(root, 'out/screenshots/packaged-app.png') })
  await app.close()
  fs.rmSync(userData, { recursive: true, force: true })
})

test('its command line writes and reads a workspace, native module and workers included', () => {
  const workspace = path.join(folder, 'smoke.regulars')
  const table = path.join(folder, 'table.csv')
  fs.writeFileSync(table, 'customer,spend\nA,1\nB,2\n')
  const cli = (...args: string[]) => {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
    const entry = path.join(folder, 'resources/app.asar/out/main/cli.js')
    const result = spawnSync(path.join(folder, 'regulars'), [entry, ...args], {
      env,
      encoding: 'utf8',
      timeout: 60_000,
    })
    expect(result.status, result.stderr).toBe(0)
    return JSON.parse(result.stdout)
  }
  expect(cli('import', table, '--workspace', workspace)).toMatchObject({
    rowsRead: 2,
    rowsImported: 2,
    rowsRejected: 0,
  })
  expect(cli('query', '--workspace', workspace, 'SELECT sum(spend) AS total FROM "table"')).toMatchObject({
    rows: [[3]],
  })
})
