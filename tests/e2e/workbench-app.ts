import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

const root = path.resolve(__dirname, '../..')
export const samplePath = (name: string): string => path.join(root, 'resources/sample-data', name)

interface LaunchOptions {
  language?: 'en' | 'zh-CN'
  theme?: 'light' | 'dark'
  size?: { width: number; height: number }
  args?: string[]
  /** A home folder that outlives this start, to close and open again. */
  home?: string
}

/** The real application with a home folder of its own, as a person starts it. */
export class WorkbenchApp {
  private constructor(
    readonly electron: ElectronApplication,
    readonly page: Page,
    readonly home: string,
  ) {}

  static async launch(options: LaunchOptions = {}): Promise<WorkbenchApp> {
    const home = options.home ?? fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-e2e-'))
    const userData = path.join(home, 'user-data')
    const size = options.size ?? { width: 1280, height: 800 }
    if (!fs.existsSync(path.join(userData, 'settings.json'))) {
      fs.mkdirSync(userData, { recursive: true })
      const settings = { language: options.language ?? 'en', theme: options.theme ?? 'light' }
      const window = { x: 0, y: 0, ...size, maximized: false }
      fs.writeFileSync(path.join(userData, 'settings.json'), JSON.stringify({ settings, window }))
    }
    const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const electron = await _electron.launch({
      args: [root, ...noSandbox, `--user-data-dir=${userData}`, ...(options.args ?? [])],
      env: { ...(process.env as Record<string, string>), HOME: home, XDG_CONFIG_HOME: path.join(home, '.config') },
      cwd: root,
    })
    const page = await electron.firstWindow()
    await page.waitForLoadState('domcontentloaded')
    return new WorkbenchApp(electron, page, home)
  }

  /** Answers the system's next "open" dialog as a person who picks these files. */
  async willChoose(...paths: string[]): Promise<void> {
    await this.electron.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths })
    }, paths)
  }

  /** Answers the system's next "save" dialog. */
  async willSaveTo(filePath: string): Promise<void> {
    await this.electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    }, filePath)
  }

  /** Path of the workspace that was opened last, as the settings remember it. */
  recentWorkspace(): string {
    const { settings } = JSON.parse(fs.readFileSync(path.join(this.home, 'user-data/settings.json'), 'utf8'))
    return settings.recentWorkspaces[0].path
  }

  async resize(width: number, height: number): Promise<void> {
    await this.electron.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
      { width, height },
    )
    await this.page.waitForFunction((wanted) => window.innerWidth === wanted, width)
    await this.page.waitForTimeout(250)
  }

  /** Calls the bridge as the page does and gives back the value, or throws what it answered. */
  call<T>(domain: string, verb: string, request: unknown): Promise<T> {
    return this.page.evaluate(
      async ({ domain, verb, request }) => {
        const bridge = (globalThis as unknown as { workbench: Record<string, Record<string, (r: unknown) => unknown>> })
          .workbench
        const answer = (await bridge[domain]?.[verb]?.(request)) as { status: string; value: unknown; error: unknown }
        if (answer.status === 'error') throw new Error(JSON.stringify(answer.error))
        return answer.value
      },
      { domain, verb, request },
    ) as Promise<T>
  }

  /** The datasets of the open workspace; none while the engine does not answer. */
  datasets(): Promise<{ id: string; name: string; nRows: number }[]> {
    return this.call<{ id: string; name: string; nRows: number }[]>('dataset', 'list', null).catch(() => [])
  }

  /** Keeps a picture of the window among the artefacts. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(root, 'out/screenshots', `${name}.png`) })
  }

  async close(): Promise<void> {
    await this.electron.close()
  }

  /** Ends the process as a power cut would. */
  kill(): void {
    this.electron.process().kill('SIGKILL')
  }
}
