import fs from 'node:fs'
import path from 'node:path'
import { failure, toAppError } from '@shared/contract/app-error'
import type { FileToken } from '@shared/contract/channels'
import type { WorkbenchEvent } from '@shared/contract/workbench'
import type { WorkspaceInfo } from '@shared/contract/workspace'
import { folderFiles, isFolder } from '../engine/folder-files'
import { isWorkspacePath } from './dialogs'
import type { EngineClient } from './engine-client'
import { grantFile } from './file-tokens'
import type { Workspaces } from './workspaces'

function isFile(candidate: string): boolean {
  return fs.statSync(candidate, { throwIfNoEntry: false })?.isFile() === true
}

/** Files that come by argument, double-click or drop: a workspace is opened, anything else is offered to the import. */
export class OpenRequests {
  private waiting: string[] = []
  private pageIsReady = false

  constructor(
    private readonly engine: EngineClient,
    private readonly workspaces: Workspaces,
    private readonly tell: (event: WorkbenchEvent) => void,
  ) {}

  /** Takes what looks like files among arguments; waits for the page when it is not there yet. */
  take(args: string[], folder: string): void {
    const files = args.filter((given) => !given.startsWith('-')).map((given) => path.resolve(folder, given))
    this.waiting.push(...files.filter((file) => isFile(file)))
    if (this.pageIsReady) void this.deliver()
  }

  /** The page listens now. */
  async pageReady(): Promise<void> {
    this.pageIsReady = true
    await this.deliver()
  }

  private async deliver(): Promise<void> {
    const files = this.waiting.splice(0)
    if (files.length === 0) return
    const { data } = await this.open(files).catch((thrown: unknown) => {
      this.tell({ type: 'problem', error: toAppError(thrown) })
      return { data: [] }
    })
    if (data.length > 0) this.tell({ type: 'files', files: data })
  }

  /** Opens the first workspace among the files and hands out tokens for the others. */
  async open(paths: string[]): Promise<{ data: FileToken[]; workspace: WorkspaceInfo | null }> {
    const files = paths.flatMap((place) => (isFolder(place) ? folderFiles(place) : [place])).filter(isFile)
    if (files.length === 0) throw failure('fileNotFound', { file: paths[0] ?? '' })
    const workspacePath = files.find((file) => isWorkspacePath(file))
    const workspace = workspacePath ? await this.workspaces.open(workspacePath) : null
    const data = await this.grant(files.filter((file) => !isWorkspacePath(file)))
    return { data, workspace }
  }

  /** Tokens for files to read, known to the engine too. */
  async grant(paths: string[]): Promise<FileToken[]> {
    const tokens = paths.map((file) => ({ file, token: grantFile(file, 'read') }))
    for (const { file, token } of tokens) {
      await this.engine.call('register-file', { token: token.token, path: file, access: 'read' })
    }
    return tokens.map(({ token }) => token)
  }
}
