import { failure } from '@shared/contract/app-error'
import type { SourceFile } from './source-file'

export type FileFormat = 'delimited'

/** Tells a file's format by its first bytes; its name only decides between texts. */
export function detectFormat(source: SourceFile): FileFormat {
  if (source.bytes === 0) throw failure('fileEmpty', { file: source.name })
  return 'delimited'
}
