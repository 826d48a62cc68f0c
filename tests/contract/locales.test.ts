import fs from 'node:fs'
import path from 'node:path'
import { languages, messages } from '@shared/locales'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

function sourceFiles(folder: string): string[] {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true }).flatMap((entry) => {
    const file = path.join(entry.parentPath, entry.name)
    return entry.isFile() && /\.tsx?$/.test(entry.name) ? [file] : []
  })
}

/** Keys written out in code: the first argument of `text`, `failure` and `t`, and `key: '…'`. */
function keysIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const calls = [...code.matchAll(/\b(?:text|t)\(\s*'([a-zA-Z][\w-]*(?:\.[\w-]+)+)'/g)].map(([, key]) => key as string)
  const fields = [...code.matchAll(/\bkey: '([a-zA-Z][\w-]*(?:\.[\w-]+)+)'/g)].map(([, key]) => key as string)
  const failures = [...code.matchAll(/\bfailure\(\s*'(\w+)'/g)].map(([, code_]) => `errors.${code_}`)
  return [...calls, ...fields, ...failures]
}

/** Values a message takes, also those inside plurals and choices. */
function placeholders(message: string): string[] {
  const names = new Set<string>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const part = node as { type?: number; value?: unknown }
    if (typeof part.value === 'string' && part.type !== 0) names.add(part.value)
    for (const child of Object.values(node)) visit(child)
  }
  visit(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst())
  return [...names].sort()
}

describe('words', () => {
  test('both languages have the same keys', () => {
    const [english, chinese] = [messages.en, messages['zh-CN']]
    expect([...english.keys()].filter((key) => !chinese.has(key))).toEqual([])
    expect([...chinese.keys()].filter((key) => !english.has(key))).toEqual([])
    expect(english.size).toBeGreaterThan(100)
  })

  test.each(languages)('%s: every message is ICU MessageFormat and not empty', (language) => {
    for (const [key, message] of messages[language]) {
      expect(message.trim(), key).not.toBe('')
      expect(() => new IntlMessageFormat(message, language, undefined, { ignoreTag: true }), key).not.toThrow()
    }
  })

  test('Chinese uses no value that English does not have, and the other way round', () => {
    const different = [...messages.en].flatMap(([key, message]) => {
      const [english, chinese] = [placeholders(message), placeholders(messages['zh-CN'].get(key) ?? '')]
      const unknown = chinese.filter((name) => !english.includes(name))
      const lost = english.filter((name) => !chinese.includes(name) && name !== 'count')
      return unknown.length + lost.length > 0 ? [`${key}: ${[...unknown, ...lost].join(', ')}`] : []
    })
    expect(different).toEqual([])
  })

  test.each(['shared', 'electron', 'renderer'])('every key that code in %s names exists', (folder) => {
    const missing = sourceFiles(folder).flatMap((file) =>
      keysIn(fs.readFileSync(file, 'utf8'))
        .filter((key) => !messages.en.has(key))
        .map((key) => `${key} (${path.relative(root, file)})`),
    )
    expect([...new Set(missing)]).toEqual([])
  })
})
