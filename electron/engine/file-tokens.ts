import { failure } from '@shared/contract/app-error'

type Access = 'read' | 'write'

/** Files that a person chose in a dialog or dropped; the renderer names them by token, never by path. */
export class FileTokens {
  readonly #files = new Map<string, { path: string; access: Access }>()

  register(token: string, path: string, access: Access): void {
    this.#files.set(token, { path, access })
  }

  /** The path behind a token. @throws fileTokenUnknown when it was never given, or for another purpose */
  pathOf(token: string, access: Access): string {
    const file = this.#files.get(token)
    if (file?.access !== access) throw failure('fileTokenUnknown')
    return file.path
  }
}
