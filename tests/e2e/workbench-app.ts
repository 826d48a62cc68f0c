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

  /** The datasets of the open workspace, asked through the bridge; none while the engine does not answer. */
  async datasets(): Promise<{ id: string; name: string; nRows: number }[]> {
    const answer = await this.page.evaluate(() => {
      const { workbench } = globalThis as unknown as {
        workbench: { dataset: { list(): Promise<{ value?: { id: string; name: string; nRows: number }[] }> } }
      }
      return workbench.dataset.list()
    })
    return answer.value ?? []
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
