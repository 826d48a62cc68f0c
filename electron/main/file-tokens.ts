import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import type { FileToken } from '@shared/contract/channels'

/**
 * The renderer never names a path: a person chooses a file in a dialog or drops it, and the renderer gets a token for
 * it. Reading and writing are told apart, so that a token to read a spreadsheet cannot overwrite it.
 */
interface KnownFile {
  path: string
  access: 'read' | 'write'
}

const files = new Map<string, KnownFile>()

/** Hands out a token for a chosen file. */
export function grantFile(filePath: string, access: KnownFile['access']): FileToken {
  const token = randomUUID()
  files.set(token, { path: filePath, access })
  const bytes = access === 'read' ? fs.statSync(filePath).size : 0
  return { token, name: path.basename(filePath), bytes }
}

/** The path behind a token; throws `fileTokenUnknown` for a token that was never given for that access. */
export function pathOfToken(token: string, access: KnownFile['access']): string {
  const known = files.get(token)
  if (known?.access !== access) throw failure('fileTokenUnknown')
  return known.path
}

/** Every token with its file: an engine that was started again knows none of them. */
export function grantedFiles(): ({ token: string } & KnownFile)[] {
  return [...files].map(([token, file]) => ({ token, ...file }))
}

/** True for a path that some token stands for: only such files are shown in the file manager. */
export function isGranted(filePath: string): boolean {
  return [...files.values()].some((file) => file.path === filePath)
}
