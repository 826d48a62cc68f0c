import fs from 'node:fs'
import { failure } from '@shared/contract/app-error'
import { type Text, text } from '@shared/contract/text'
import { translate } from '@shared/locales/translate'
import { parameterSchema } from '@shared/methods/describe-method'
import { type RecipeStepInput, recipeStepSchema } from '@shared/recipe/recipe'
import { ownerOf, stepKindOf, stepKinds, stepParams } from '@shared/recipe/registry'
import type { RecipeSql } from '@shared/recipe/sql/recipe-text'
import { z } from 'zod'
import { changeRecipe, checkSteps } from '../../engine/change-recipe'
import { applyAsDataset } from '../../engine/derive-dataset'
import { sqlOfRecipe } from '../../engine/sql-of-recipe'
import type { Derived } from '../../worker'
import { CommandLineError } from '../command-line-error'
import { optional, outFile, type ParsedArguments, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { stepDocument } from '../step-document'
import { withWorkspace } from '../with-workspace'

const types = { workspace: 'string', dataset: 'string', steps: 'string', as: 'string', out: 'string' } as const

/** `recipe apply|show|steps`: applies steps to a dataset, shows those it has, or lists all kinds with their parameters. */
export async function recipeCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, types, [1, 2])
  const [verb, kind] = parsed.positionals
  const out = outFile(parsed)
  if (verb === 'steps') return writeDocument(kind === undefined ? { steps: listKinds() } : describeKind(kind), out)
  if (kind !== undefined) throw new CommandLineError(`Unexpected argument '${kind}'.`)
  if (verb === 'apply') return writeDocument(await apply(parsed), out)
  if (verb === 'show') return writeDocument(await show(parsed), out)
  throw new CommandLineError(`There is no command 'recipe ${verb}'.`)
}

function listKinds() {
  return [...stepKinds.keys()].map((kind) => {
    const { group } = stepKindOf(kind)
    const say = (what: string) => translate(text(`steps.${kind}.${what}`), 'en')
    return { kind, group, name: say('name'), summary: say('help') }
  })
}

function describeKind(kind: string) {
  const step = stepKindOf(kind)
  return { ...listKinds().find((listed) => listed.kind === kind), params: parameterSchema(ownerOf(step)) }
}

async function apply(parsed: ParsedArguments) {
  const workspace = required(parsed, 'workspace')
  const dataset = required(parsed, 'dataset')
  // Every JSON argument may be written as @FILE; this one is a file anyway.
  const steps = readSteps(required(parsed, 'steps').replace(/^@/, ''))
  const name = optional(parsed, 'as')
  const derived = await withWorkspace(workspace, async (engine) => {
    if (name !== undefined) return (await applyAsDataset(engine, dataset, checkSteps(steps), name)).derived
    const change = await changeRecipe(engine, dataset, (present) => [...present, ...steps])
    return change.derived
  })
  return documentOf(derived, steps.length)
}

const listSchema = z.array(recipeStepSchema)
const fileSchema = z.object({ steps: listSchema })

/** Reads `{ "steps": [ … ] }`, as `recipe show` writes it, or the list alone. @throws fileNotFound, recipeFileInvalid */
function readSteps(file: string): RecipeStepInput[] {
  let words: string
  try {
    words = fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    throw failure('fileNotFound', { file })
  }
  try {
    const given: unknown = JSON.parse(words)
    return checkSteps(Array.isArray(given) ? listSchema.parse(given) : fileSchema.parse(given).steps)
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError || thrown instanceof z.ZodError)) throw thrown
    const detail = thrown instanceof z.ZodError ? thrown.issues[0] : null
    const said = detail ? `${detail.path.join('.')} ${detail.message}`.trim() : thrown.message
    throw failure('recipeFileInvalid', { file, detail: said })
  }
}

/** @param count only the last so many steps are new */
function documentOf({ revision, nRows, columns, reports }: Derived, count: number) {
  return {
    dataset: revision?.dataset,
    revision: revision?.revision,
    nRows,
    columns: columns.map(({ name, storage, measureType, missing }) => ({ name, storage, measureType, missing })),
    steps: reports.slice(-count || reports.length).map(stepDocument),
  }
}

const say = (words: Text) => translate(words, 'en')

async function show(parsed: ParsedArguments) {
  const dataset = required(parsed, 'dataset')
  const { recipe, name, sql } = await withWorkspace(required(parsed, 'workspace'), async (engine) => {
    const { database } = engine.session()
    const { name: known } = await database.request('dataset/get', { dataset })
    const stored = await database.request('recipe/get', { dataset })
    return { recipe: stored, name: known, sql: await sqlOfRecipe(engine.session(), stored) }
  })
  const steps = recipe.steps.map((step, i) => ({
    ...step,
    words: say(stepKindOf(step.kind).words(stepParams(step))),
    report: recipe.reports[i] ? stepDocument(recipe.reports[i]) : null,
  }))
  const said = sql && { sql: sql.text, ...(sql.stop ? { sqlStops: stopOf(sql.stop) } : {}) }
  return {
    dataset: name,
    steps,
    sql: null,
    ...said,
    canUndo: recipe.position > 0,
    canRedo: recipe.position < recipe.lastPosition,
  }
}

/** The first step that is not in the statement, and why. */
function stopOf({ place, why }: NonNullable<RecipeSql['stop']>) {
  return { step: place + 1, reason: say(text(`prepare.withoutSql.${why}`)) }
}
