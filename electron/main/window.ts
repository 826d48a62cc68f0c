import { engineChannels, pageChannels } from '@shared/contract/channels'
import type { WorkbenchEvent } from '@shared/contract/workbench'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { preloadPath, resourcePath } from '../paths'
import { APP_ORIGIN, developmentUrl } from './security'
import { rememberWindow, type WindowState, windowState } from './settings-file'

const SMALLEST = { width: 960, height: 640 }
const USUAL = { width: 1280, height: 800 }

/** The remembered place, unless no display shows it any more. */
function placement(): Partial<WindowState> {
  const state = windowState()
  if (!state) return USUAL
  const visible = screen.getAllDisplays().some(({ workArea }) => {
    const right = Math.min(state.x + state.width, workArea.x + workArea.width)
    const bottom = Math.min(state.y + state.height, workArea.y + workArea.height)
    return right - Math.max(state.x, workArea.x) > 100 && bottom - Math.max(state.y, workArea.y) > 100
  })
  return visible ? state : { width: state.width, height: state.height }
}

function stateOf(window: BrowserWindow): WindowState {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() }
}

/** Opens the one window; it shows itself when its first content is there. */
export function createWindow(): BrowserWindow {
  const { maximized, ...bounds } = placement()
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Regulars · 常客',
    icon: resourcePath('icons', '256x256.png'),
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
    webPreferences: {
      preload: preloadPath(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      // The preload makes one function a channel; the channels are listed once, in shared/contract/channels.ts.
      additionalArguments: [
        `--main-channels=${pageChannels.join(',')}`,
        `--engine-channels=${Object.keys(engineChannels).join(',')}`,
      ],
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => rememberWindow(stateOf(window)))
  // A page title must not replace the workspace's name.
  window.on('page-title-updated', (event) => event.preventDefault())
  void window.loadURL(developmentUrl ?? `${APP_ORIGIN}/index.html`)
  return window
}

/** Tells the page something it did not ask for. */
export function tellWindow(window: BrowserWindow | null, event: WorkbenchEvent): void {
  if (window && !window.isDestroyed()) window.webContents.send('workbench/event', event)
}
