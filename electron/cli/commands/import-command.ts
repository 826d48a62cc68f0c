import fs from 'node:fs'
import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import { type ImportOptions, type ImportReceipt, importOptionsSchema } from '@shared/contract/import'
import { literal } from '@shared/contract/text'
import { describeValue } from '@shared/methods/parse-params'
import type { Engine } from '../../engine/engine'
import { folderFiles, isFolder } from '../../engine/folder-files'
import { startImport } from '../../engine/handlers/import-handlers'
import { withoutUndefined } from '../../engine/without-undefined'
import type { ImportRequest } from '../../import'
import { json, optional, outFile, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { stepsLeftOut } from '../step-document'
import { withWorkspace } from '../with-workspace'

/** `import FILE|FOLDER … --workspace W [--dataset NAME] [--options JSON]`: several files with the same header become one dataset. */
export async function importCommand(args: readonly string[]): Promise<void> {
  const types = { workspace: 'string', dataset: 'string', options: 'string', out: 'string' } as const
  const parsed = parseArguments(args, types, [1, 1000])
  const workspace = required(parsed, 'workspace')
  const out = outFile(parsed, parsed.positionals)
  const options = checkedOptions(json(parsed, 'options'))
  const files = parsed.positionals.flatMap(filesAt)
  const dataset = optional(parsed, 'dataset')
  const [first = '', ...others] = files
  const [folder] = parsed.positionals.filter(isFolder)
  const request = withoutUndefined({
    path: first,
    more: others.map((file) => ({ path: file })),
    collection: folder === undefined ? undefined : path.basename(path.resolve(folder)),
    dataset,
    options,
  }) as ImportRequest
  const receipts = await importInto(workspace, request)
  await writeDocument(receipts.length === 1 ? receipts[0] : { datasets: receipts }, out)
}

/** The file itself, or the tables that lie in the folder. @throws fileNotFound, folderEmpty */
function filesAt(place: string): string[] {
  if (!fs.existsSync(place)) throw failure('fileNotFound', { file: place })
  return isFolder(place) ? folderFiles(path.resolve(place)) : [path.resolve(place)]
}

/** What was imported, and which steps of preparation do not fit it. */
type Imported = ImportReceipt & { stepsLeftOut?: Awaited<ReturnType<typeof stepsLeftOut>> }

async function importInto(workspace: string, request: ImportRequest): Promise<Imported[]> {
  let madeHere = false
  try {
    const work = async (engine: Engine, isNew: boolean) => {
      madeHere = isNew
      const outcomes = await startImport(engine, request).outcomes
      const imported: Imported[] = []
      for (const { receipt } of outcomes) {
        const left = await stepsLeftOut(engine, receipt.dataset)
        imported.push(left.length > 0 ? { ...receipt, stepsLeftOut: left } : receipt)
      }
      return imported
    }
    return await withWorkspace(workspace, work, true)
  } catch (thrown) {
    // A workspace that was made for this import alone goes with it; never one that another process made meanwhile.
    if (madeHere) fs.rmSync(workspace, { force: true })
    throw thrown
  }
}

function checkedOptions(given: unknown): Partial<ImportOptions> {
  const checked = importOptionsSchema.partial().safeParse(given ?? {})
  if (checked.success) return withoutUndefined(checked.data)
  const issue = checked.error.issues[0]
  const option = issue?.path.join('.') || (issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'options')
  const value = issue?.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null)?.[key], given)
  throw failure(
    'importOptionInvalid',
    { option, detail: literal(issue?.message ?? ''), value: describeValue(value) },
    { parameter: option },
  )
}
