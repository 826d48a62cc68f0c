import fs from 'node:fs/promises'
import path from 'node:path'
import { app, protocol, type Session, session } from 'electron'
import { rendererPath } from '../paths'

/** Pages are served under this address from inside the application; nothing is ever loaded from elsewhere. */
export const APP_ORIGIN = 'app://workbench'

/** Set by the development server only. */
export const developmentUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Plotly's toolbar and Mantine set style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** To be called before the application is ready. */
export function prepareSecurity(): void {
  // Root on a test machine has to start with --no-sandbox; asking for both keeps every child process from starting.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // No name is ever resolved and no connection made, whatever asks for it.
  if (!developmentUrl) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-sync', 'no-pings']) {
    app.commandLine.appendSwitch(name)
  }
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** Answers `app://workbench/…` with a file of the built page, never with one outside its folder. */
async function serve(request: Request): Promise<Response> {
  const folder = path.dirname(rendererPath())
  const url = new URL(request.url)
  const wanted = path.join(
    folder,
    path.normalize(decodeURIComponent(url.pathname === '/' ? '/index.html' : url.pathname)),
  )
  if (url.host !== 'workbench' || !wanted.startsWith(folder + path.sep)) return new Response(null, { status: 403 })
  try {
    const bytes = await fs.readFile(wanted)
    const type = CONTENT_TYPES[path.extname(wanted)] ?? 'application/octet-stream'
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': type,
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
      },
    })
  } catch {
    return new Response(null, { status: 404 })
  }
}

function isOwn(url: string): boolean {
  if (/^(devtools|data|blob):/.test(url) || url.startsWith(`${APP_ORIGIN}/`)) return true
  return developmentUrl !== undefined && url.replace(/^ws:/, 'http:').startsWith(developmentUrl)
}

/**
 * Denies every permission and every request that is not for the application's own files.
 * @param target a session; the hidden window that prints reports has its own
 * @param alsoAllowed one more address that this session may load (the report to print)
 */
export function lockSession(target: Session, alsoAllowed?: string): void {
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  target.setPermissionCheckHandler(() => false)
  target.setDevicePermissionHandler(() => false)
  target.setSpellCheckerEnabled(false)
  target.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwn(details.url) && details.url !== alsoAllowed })
  })
}

/** To be called once the application is ready. */
export function enforceSecurity(): void {
  lockSession(session.defaultSession)
  protocol.handle('app', serve)
}
