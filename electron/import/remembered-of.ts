import type { ImportOptions } from '@shared/contract/import'
import type { PlannedTable } from './group-tables'
import { inspectFile } from './inspect-file'
import type { ImportRequest, StagingPublish } from './messages'

/** Options that decide where the header is: with them a file may look another way than at the first glance. */
const shaping = ['sheet', 'delimiter', 'encoding', 'header', 'quote', 'escape', 'comment'] as const

/**
 * What is to be known when a file with the same header comes again: the options, under the header as it was read and as it looked
 * at first. Null for several different tables, where options are about none of them in particular.
 */
export async function rememberedOf(
  request: ImportRequest,
  planned: readonly PlannedTable[],
): Promise<StagingPublish['remembered']> {
  const signatures = new Set(planned.map(({ plan }) => plan.signature))
  if (signatures.size !== 1) return null
  const { dryRun: _, ...options } = request.options ?? {}
  // A large workbook takes long to be looked at once more, and its header is rarely anywhere else.
  const isText = planned[0]?.opened.delimited != null
  if (isText && shaping.some((option) => options[option] !== undefined)) {
    const guessed = await guessedSignature(request)
    if (guessed) signatures.add(guessed)
  }
  return { signatures: [...signatures], options: options as Partial<ImportOptions> }
}

async function guessedSignature(request: ImportRequest): Promise<string | null> {
  try {
    return (await inspectFile(request.path, {})).signature
  } catch {
    // Without the options the file may not be readable at all: then it is not recognised either.
    return null
  }
}
