import path from 'node:path'
import { text } from '@shared/contract/text'
import type { Language } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import { app, type BrowserWindow, dialog, type FileFilter } from 'electron'

const DATA_EXTENSIONS = [
  'csv',
  'tsv',
  'txt',
  'xlsx',
  'xlsm',
  'xls',
  'ods',
  'json',
  'ndjson',
  'jsonl',
  'parquet',
  'sqlite',
  'db',
  'gz',
]

/** True for a file that holds a workspace by its name. */
export function isWorkspacePath(filePath: string): boolean {
  return path.extname(filePath).toLowerCase() === '.regulars'
}

/** The system's own file dialogs, in the person's language. Each answers null when it was dismissed. */
export class Dialogs {
  constructor(
    private readonly window: () => BrowserWindow | null,
    private readonly language: () => Language,
  ) {}

  say(key: string): string {
    return translate(text(`menu.dialogs.${key}`), this.language())
  }

  private filter(key: string, extensions: string[]): FileFilter {
    return { name: this.say(key), extensions }
  }

  private async open(title: string, filters: FileFilter[], many: boolean): Promise<string[]> {
    const options: Electron.OpenDialogOptions = {
      title,
      filters,
      properties: many ? ['openFile', 'multiSelections'] : ['openFile'],
    }
    const window = this.window()
    const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
    return answer.canceled ? [] : answer.filePaths
  }

  private async save(title: string, defaultPath: string, filters: FileFilter[]): Promise<string | null> {
    const options: Electron.SaveDialogOptions = {
      title,
      defaultPath,
      filters,
      properties: ['showOverwriteConfirmation', 'createDirectory'],
    }
    const window = this.window()
    const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
    return answer.canceled || !answer.filePath ? null : answer.filePath
  }

  async workspaceToOpen(): Promise<string | null> {
    const chosen = await this.open(this.say('openWorkspace'), [this.filter('workspaceFiles', ['regulars'])], false)
    return chosen[0] ?? null
  }

  workspaceToSave(title: 'newWorkspace' | 'saveCopy', name: string): Promise<string | null> {
    const place = path.join(app.getPath('documents'), `${name}.regulars`)
    return this.save(this.say(title), place, [this.filter('workspaceFiles', ['regulars'])])
  }

  dataFiles(): Promise<string[]> {
    return this.open(
      this.say('chooseData'),
      [this.filter('dataFiles', DATA_EXTENSIONS), this.filter('allFiles', ['*'])],
      true,
    )
  }

  saveAs(name: string, extension: string): Promise<string | null> {
    const place = path.join(app.getPath('documents'), name)
    return this.save(this.say('saveAs'), place, [{ name: extension.toUpperCase(), extensions: [extension] }])
  }
}
