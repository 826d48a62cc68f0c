import fs from 'node:fs'
import path from 'node:path'
import { failure } from '@shared/contract/app-error'

const readable = /\.(csv|tsv|txt|tab|xlsx|xlsm|xls|ods|json|ndjson|jsonl|parquet|gz)$/i

/** Tables in a folder, in the order of their names with numbers counted; what lies deeper, is hidden or locked is left alone. @throws folderEmpty */
export function folderFiles(folder: string): string[] {
  const names = fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && readable.test(entry.name) && !/^[.~]/.test(entry.name))
    .map(({ name }) => name)
    .sort(new Intl.Collator('en', { numeric: true }).compare)
  if (names.length === 0) throw failure('folderEmpty', { folder: path.basename(folder) })
  return names.map((name) => path.join(folder, name))
}

export function isFolder(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false
}
