import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { failure } from '@shared/contract/app-error'
import { CommandLineError } from './command-line-error'

/** Options of one command, by name: a `string` takes a value, a `boolean` none. */
export type OptionTypes = Readonly<Record<string, 'string' | 'boolean'>>

export interface ParsedArguments {
  values: Readonly<Record<string, string | boolean | undefined>>
  positionals: readonly string[]
}

/**
 * Parses what follows a command's name.
 * @param count fewest and most words that are not options
 * @throws CommandLineError
 */
export function parseArguments(args: readonly string[], types: OptionTypes, count: [number, number]): ParsedArguments {
  const options = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]))
  const parsed = parseOrRefuse(args, options)
  const [fewest, most] = count
  const { length } = parsed.positionals
  if (length < fewest) throw new CommandLineError('An argument is missing.')
  if (length > most) throw new CommandLineError(`Unexpected argument '${parsed.positionals[most]}'.`)
  return { values: parsed.values as ParsedArguments['values'], positionals: parsed.positionals }
}

function parseOrRefuse(args: readonly string[], options: Record<string, { type: 'string' | 'boolean' }>) {
  try {
    return parseArgs({ args: joinNegative(args, options), options, allowPositionals: true, strict: true })
  } catch (thrown) {
    const [words = ''] = String(thrown instanceof Error ? thrown.message : thrown).split('\n')
    throw new CommandLineError(words.endsWith('.') ? words : `${words}.`)
  }
}

/** `--seed -1` and `--where "-amount > 5"` have values that look like options; parseArgs wants them joined. */
function joinNegative(args: readonly string[], options: Record<string, { type: string }>): string[] {
  const joined: string[] = []
  for (const arg of args) {
    const before = joined.at(-1)
    const isValue =
      (/^-[^-]/.test(arg) || /^--.*\s/.test(arg)) &&
      before?.startsWith('--') &&
      options[before.slice(2)]?.type === 'string'
    if (isValue) joined[joined.length - 1] = `${before}=${arg}`
    else joined.push(arg)
  }
  return joined
}

/** The value of an option that must be there. @throws CommandLineError */
export function required({ values }: ParsedArguments, name: string): string {
  const value = values[name]
  if (typeof value !== 'string' || value === '') throw new CommandLineError(`The option --${name} is required.`)
  return value
}

/** The value of an option that may be absent. */
export function optional({ values }: ParsedArguments, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/**
 * The file that the command's document goes to, if one was named.
 * @param others more files that must not be written over, beside the workspace
 * @throws CommandLineError when it is a file that the command works on
 */
export function outFile(parsed: ParsedArguments, others: readonly string[] = []): string | undefined {
  const out = optional(parsed, 'out')
  if (out === undefined) return undefined
  const kept = [optional(parsed, 'workspace') ?? '', ...others].filter((file) => file !== '')
  if (kept.some((file) => realPath(file) === realPath(out))) {
    throw new CommandLineError(`The option --out names a file that the command works on: '${out}'.`)
  }
  return out
}

/** The path without links; as it is written when there is no such file. */
function realPath(file: string): string {
  try {
    return fs.realpathSync(file)
  } catch {
    return path.resolve(file)
  }
}

/**
 * The value of an option that takes JSON, written out or as `@FILE`.
 * @throws CommandLineError when it is not JSON, fileNotFound
 */
export function json(parsed: ParsedArguments, name: string): unknown {
  const given = optional(parsed, name)
  if (given === undefined) return undefined
  const words = given.startsWith('@') ? readJsonFile(given.slice(1)) : given
  try {
    return JSON.parse(words) as unknown
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown)
    throw new CommandLineError(`The option --${name} is not JSON: ${detail}.`)
  }
}

function readJsonFile(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    throw failure('fileNotFound', { file })
  }
}

/** The value of an option that takes a number. @throws CommandLineError */
export function number(parsed: ParsedArguments, name: string): number | undefined {
  const given = optional(parsed, name)
  if (given === undefined) return undefined
  const value = Number(given)
  if (given.trim() === '' || Number.isNaN(value)) throw new CommandLineError(`The option --${name} is not a number.`)
  return value
}

/** The language that words are written in; English unless said otherwise. @throws CommandLineError */
export function language(parsed: ParsedArguments): 'en' | 'zh-CN' {
  const given = optional(parsed, 'language') ?? 'en'
  if (given === 'en' || given === 'zh-CN') return given
  throw new CommandLineError('The option --language must be en or zh-CN.')
}
