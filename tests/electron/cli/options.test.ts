import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { CommandLineError } from '../../../electron/cli/command-line-error'
import { json, number, optional, parseArguments, required } from '../../../electron/cli/options'
import { scratchFolder } from '../database/scratch'

const folder = scratchFolder()
const types = { workspace: 'string', params: 'string', seed: 'string', quick: 'boolean' } as const
const parse = (...args: string[]) => parseArguments(args, types, [0, 1])

describe('options', () => {
  test('are found in any order, with words between them', () => {
    const parsed = parse('--seed', '7', 'k-means', '--workspace', 'w', '--quick')
    expect(parsed.positionals).toEqual(['k-means'])
    expect([required(parsed, 'workspace'), number(parsed, 'seed'), parsed.values['quick']]).toEqual(['w', 7, true])
    expect(optional(parsed, 'params')).toBeUndefined()
  })

  test('a negative number is a value', () => {
    expect(number(parse('--seed', '-1'), 'seed')).toBe(-1)
  })

  test('JSON comes written out or from a file, with or without a byte order mark', () => {
    fs.writeFileSync(path.join(folder, 'params.json'), '\uFEFF{"k": 3}')
    expect(json(parse('--params', '{"k":3}'), 'params')).toEqual({ k: 3 })
    expect(json(parse('--params', `@${path.join(folder, 'params.json')}`), 'params')).toEqual({ k: 3 })
    expect(json(parse(), 'params')).toBeUndefined()
  })
})

describe('what cannot be parsed is a command line error', () => {
  const wrong: [string, () => unknown][] = [
    ['an unknown option', () => parse('--nothing')],
    ['an option without its value', () => parse('--workspace')],
    ['a word too many', () => parse('a', 'b')],
    ['an absent option', () => required(parse(), 'workspace')],
    ['JSON that is none', () => json(parse('--params', '{k:3}'), 'params')],
    ['a number that is none', () => number(parse('--seed', 'many'), 'seed')],
  ]
  test.each(wrong)('%s', (_, action) => {
    expect(action).toThrow(CommandLineError)
  })
})

test('a JSON file that is not there is refused by name', () => {
  expect(() => json(parse('--params', '@nowhere.json'), 'params')).toThrow('fileNotFound')
})
