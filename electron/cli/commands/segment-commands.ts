import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import type { MigrationSide, Segment } from '@shared/contract/segment-channels'
import { type SegmentRequest, segmentRequestSchema } from '@shared/stored-segments/segment-definition'
import type { Engine } from '../../engine/engine'
import { exportSegment } from '../../engine/segments/export-segment'
import { createSegment, findSegment, upToDate } from '../../engine/segments/keep-segments'
import { CommandLineError } from '../command-line-error'
import { json, language, optional, outFile, type ParsedArguments, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { interrupted, withWorkspace } from '../with-workspace'

/** `segments --workspace W [--dataset NAME]` */
export async function segmentsCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, { workspace: 'string', dataset: 'string', out: 'string' }, [0, 0])
  const out = outFile(parsed)
  const segments = await withWorkspace(required(parsed, 'workspace'), (engine) => segmentsOf(engine, parsed))
  await writeDocument({ segments: segments.map(documentOf) }, out)
}

const types = {
  workspace: 'string',
  dataset: 'string',
  name: 'string',
  definition: 'string',
  description: 'string',
  from: 'string',
  to: 'string',
  language: 'string',
  out: 'string',
} as const

const formats = ['csv', 'xlsx', 'parquet', 'json'] as const

const verbs: Readonly<Record<string, (parsed: ParsedArguments) => Promise<void>>> = {
  create,
  members,
  migration,
  remove,
}

/** `segment create|members|migration|remove …` */
export async function segmentCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, types, [1, 2])
  const [verb = ''] = parsed.positionals
  const act = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (!act) throw new CommandLineError(`There is no command 'segment ${verb}'.`)
  await act(parsed)
}

async function segmentsOf(engine: Engine, parsed: ParsedArguments): Promise<Segment[]> {
  const session = engine.session()
  const dataset = optional(parsed, 'dataset')
  if (dataset === undefined) return upToDate(session)
  return upToDate(session, (await session.database.request('dataset/get', { dataset })).id)
}

/** A segment in the words of the command line: its latest snapshot first. */
function documentOf(segment: Segment) {
  const { id, name, dataset, colour, description, definition, createdAt, updatedAt, history, snapshots } = segment
  const { rows = null, ofRows = null, customers = null } = snapshots.at(-1) ?? {}
  const size = { rows, ofRows, customers }
  return { id, name, dataset, ...size, colour, description, definition, createdAt, updatedAt, history, snapshots }
}

async function create(parsed: ParsedArguments): Promise<void> {
  const request = {
    dataset: required(parsed, 'dataset'),
    name: required(parsed, 'name'),
    definition: definitionOf(json(parsed, 'definition')),
    description: optional(parsed, 'description') ?? '',
  }
  const out = outFile(parsed)
  const segment = await withWorkspace(required(parsed, 'workspace'), (engine) =>
    createSegment(engine.session(), request),
  )
  await writeDocument(documentOf(segment), out)
}

/** @throws segmentDefinitionInvalid, with the place and what is wrong there */
function definitionOf(given: unknown): SegmentRequest {
  if (given === undefined) throw new CommandLineError('The option --definition is required.')
  const checked = segmentRequestSchema.safeParse(given)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  const place = issue?.path.join('.') || 'definition'
  throw failure('segmentDefinitionInvalid', { place, detail: issue?.message ?? '' }, { parameter: 'definition' })
}

function named({ positionals }: ParsedArguments): string {
  const [, name] = positionals
  if (name === undefined) throw new CommandLineError('The name of a segment is missing.')
  return name
}

async function find(engine: Engine, parsed: ParsedArguments): Promise<Segment> {
  return findSegment(await segmentsOf(engine, parsed), named(parsed))
}

async function members(parsed: ParsedArguments): Promise<void> {
  const out = outFile(parsed)
  if (out === undefined) throw new CommandLineError('The option --out is required.')
  const format = formats.find((known) => path.extname(out).toLowerCase() === `.${known}`)
  if (!format) throw new CommandLineError(`The option --out must end with one of .${formats.join(', .')}.`)
  const words = language(parsed)
  const written = await withWorkspace(required(parsed, 'workspace'), async (engine) => {
    const { id: segmentId, name } = await find(engine, parsed)
    const request = { segmentId, format, language: words, path: path.resolve(out) } as const
    const control = { onProgress: () => {}, signal: interrupted.signal }
    return { segment: name, ...(await exportSegment(engine.session(), request, control)) }
  })
  await writeDocument(written, undefined)
}

async function migration(parsed: ParsedArguments): Promise<void> {
  const sides = { from: required(parsed, 'from'), to: required(parsed, 'to') }
  const out = outFile(parsed)
  const answer = await withWorkspace(required(parsed, 'workspace'), async (engine) => {
    const segments = await segmentsOf(engine, parsed)
    const from = sideOf(sides.from, segments)
    return engine.session().reader.segmentMigration({ from, to: sideOf(sides.to, segments) })
  })
  await writeDocument(answer, out)
}

/** `run:ID`, or names of segments with a revision: `VIP,Loyal@1`. */
function sideOf(written: string, segments: readonly Segment[]): MigrationSide {
  if (written.startsWith('run:')) return { runId: written.slice(4) }
  const [, names = '', revision] = /^(.*?)(?:@(\d+))?$/s.exec(written) ?? []
  const ids = names.split(',').map((name) => findSegment(segments, name).id)
  return { segments: ids, ...(revision === undefined ? {} : { revision: Number(revision) }) }
}

async function remove(parsed: ParsedArguments): Promise<void> {
  const removed = await withWorkspace(required(parsed, 'workspace'), async (engine) => {
    const { id: segmentId, name } = await find(engine, parsed)
    await engine.session().database.request('segment/remove', { segmentId })
    return name
  })
  await writeDocument({ removed }, undefined)
}
