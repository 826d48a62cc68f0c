import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

let app: WorkbenchApp
let server: http.Server
let requests: string[]
let address: string

test.beforeAll(async () => {
  requests = []
  server = http.createServer((request, response) => {
    requests.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*').end('reached')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  app = await WorkbenchApp.launch()
})

test.afterAll(async () => {
  await app.close()
  server.close()
})

test('the page has no Node and runs in a sandbox of its own', async () => {
  const seen = await app.page.evaluate(() => ({
    node: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
  }))
  expect(seen).toEqual({ node: 'undefined', process: 'undefined' })
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webSecurity }
  })
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
})

test('no request leaves the page, whatever asks for it', async () => {
  await app.page.evaluate(async (target) => {
    const ignore = () => undefined
    await fetch(`${target}/fetch`).catch(ignore)
    await new Promise((resolve) => {
      const image = new Image()
      image.onload = image.onerror = resolve
      image.src = `${target}/image`
    })
    navigator.sendBeacon(`${target}/beacon`)
    try {
      new WebSocket(target.replace('http', 'ws'))
    } catch {
      // The policy may refuse at once.
    }
  }, address)
  await app.page.waitForTimeout(500)
  expect(requests).toEqual([])
})

test('no request leaves the main process through a session either', async () => {
  const outcome = await app.electron.evaluate(
    ({ session }, target) =>
      session.defaultSession.fetch(`${target}/main`).then(
        () => 'reached',
        () => 'refused',
      ),
    address,
  )
  expect(outcome).toBe('refused')
  expect(requests).toEqual([])
})

test('inline and evaluated scripts are refused', async () => {
  const ran = await app.page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.head.append(script)
    // The debugger may evaluate anyway, so the attempt is made in a task of the page's own.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(Boolean(new Function('return true')()))
        } catch {
          resolve(false)
        }
      })
    })
    return { inline: 'inlineRan' in window, evaluated }
  })
  expect(ran).toEqual({ inline: false, evaluated: false })
})

test('navigation, new windows and permissions are denied', async () => {
  const before = app.page.url()
  await app.page.evaluate((target) => {
    location.href = `${target}/navigate`
    window.open(`${target}/window`)
  }, address)
  await app.page.waitForTimeout(300)
  expect(app.page.url()).toBe(before)
  expect(app.electron.windows()).toHaveLength(1)
  expect(requests).toEqual([])
  const permissions = await app.page.evaluate(async () => {
    const camera = await navigator.permissions.query({ name: 'camera' as PermissionName })
    const notifications = Notification.permission
    return { camera: camera.state, notifications }
  })
  expect(permissions).toEqual({ camera: 'denied', notifications: 'denied' })
})

test('a call with a malformed request is refused with a code', async () => {
  const refused = await app.page.evaluate(() => {
    const bridge = (globalThis as unknown as { workbench: { file: { saveAs(request: unknown): Promise<unknown> } } })
      .workbench
    return bridge.file.saveAs({ suggestedName: 7 })
  })
  expect(refused).toMatchObject({ status: 'error', error: { code: 'requestInvalid' } })
})

test('the page cannot name a path as if a file had been dropped', async () => {
  const names = await app.page.evaluate(() => {
    const bridge = (globalThis as unknown as { workbench: { file: object } }).workbench
    return Object.keys(bridge.file)
  })
  expect(names).toContain('saveAs')
  expect(names).not.toContain('dropped')
})

test('a path that nobody chose is not opened', async () => {
  const refused = await app.page.evaluate(() => {
    const bridge = (globalThis as unknown as { workbench: { workspace: { open(request: unknown): Promise<unknown> } } })
      .workbench
    return bridge.workspace.open({ recentPath: '/etc/passwd' })
  })
  expect(refused).toMatchObject({ status: 'error', error: { code: 'fileTokenUnknown' } })
})
