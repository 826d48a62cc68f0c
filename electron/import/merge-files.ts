import type { ImportOptions } from '@shared/contract/import'
import type { ImportContext, TableOutcome } from './import-table'
import type { Merged, StagedFile, StagingBase } from './reimport-messages'

/** Says which file a row came from; the same in every language, because it is stored. */
const SOURCE_COLUMN = 'source_file'

interface FilesToMerge {
  outcomes: readonly TableOutcome[]
  /** Names of the files, one per outcome. */
  files: readonly string[]
  base: StagingBase | null
  options: Partial<ImportOptions>
}

/** Puts the files that were read together, with one another and with the dataset they go into, in the database. */
export async function mergeFiles(
  { outcomes, files, base, options }: FilesToMerge,
  context: ImportContext,
): Promise<Merged> {
  const staged = outcomes.map((outcome, i): StagedFile => {
    const { begun, columns, rowsImported, rowOffsets } = outcome
    return { revisionId: begun.revisionId, file: files[i] as string, columns, nRows: rowsImported, rowOffsets }
  })
  const merge = {
    files: staged,
    sourceColumn: sourceColumnOf(staged, base),
    baseRevisionId: base?.revisionId ?? null,
    mode: modeOf(options),
    key: options.key ?? null,
  }
  for (;;) {
    const { fraction, merged } = await context.target.merge(merge)
    context.check()
    if (merged) return merged
    context.onProgress({ stage: 'compare', fraction })
  }
}

/** Whoever names a key wants rows matched by it; without a word the file becomes the dataset, as it always has. */
export function modeOf({ mode, key }: Partial<ImportOptions>): NonNullable<ImportOptions['mode']> {
  return mode ?? (key ? 'upsert' : 'replace')
}

/** There is one where several files come together, and it goes on in a dataset that has one. */
function sourceColumnOf(files: readonly StagedFile[], base: StagingBase | null): string | null {
  const own = files.some(({ columns }) => columns.some(({ name }) => name === SOURCE_COLUMN))
  if (files.length > 1) return own ? `${SOURCE_COLUMN}_2` : SOURCE_COLUMN
  return !own && base?.columns.some(({ name }) => name === SOURCE_COLUMN) ? SOURCE_COLUMN : null
}
