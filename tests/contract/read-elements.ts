import { type ResultElement, resultElementSchema } from '@shared/contract/result-elements'
import type { Text } from '@shared/contract/text'
import { literal } from '@shared/contract/text'
import { resolveFigure } from '@shared/figures/resolve-figure'
import { languages, messages } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import type { MethodInput } from '@shared/methods/define-method'
import { expect } from 'vitest'

/** Checks what every viewer relies on: the schema, that words exist in both languages, that numbers are numbers, that figures resolve. */
export function expectReadable(elements: readonly ResultElement[], result: unknown, input: MethodInput): void {
  const ids = elements.map(({ id }) => id)
  expect(new Set(ids).size, `element ids are unique: ${ids.join(', ')}`).toBe(ids.length)
  for (const element of elements) {
    const parsed = resultElementSchema.safeParse(element)
    expect(parsed.error?.issues ?? [], `${element.type} ${element.id}`).toEqual([])
    for (const said of textsIn(element)) {
      expectTranslated(said)
      expect(translate(said, 'en'), element.id).not.toContain('NaN')
    }
    expectNoNaN(element, element.id)
    if (element.type === 'table') {
      for (const row of element.rows) expect(row.length, `cells of ${element.id}`).toBe(element.columns.length)
    }
    if (element.type === 'figure') resolveFigure(element, sourcesOf(result, input))
  }
}

function sourcesOf(result: unknown, input: MethodInput) {
  const all = Object.values(input.columns).flat()
  return {
    result,
    column: (name: string) => {
      const column = all.find((candidate) => candidate.name === name)
      if (!column) throw new Error(`a figure refers to the column ${name}, which the run does not have`)
      return column
    },
    segmentName: (label: number) => literal(`#${label + 1}`),
  }
}

function isText(value: object): value is Text {
  return (
    'key' in value &&
    typeof value.key === 'string' &&
    Object.keys(value).every((key) => key === 'key' || key === 'values')
  )
}

/** Every text in a value, also those inside others. */
export function textsIn(value: unknown): Text[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return []
  if (Array.isArray(value)) return value.flatMap(textsIn)
  const inside = Object.values(value).flatMap(textsIn)
  return isText(value) ? [value, ...inside] : inside
}

export function expectTranslated(said: Text): void {
  for (const language of languages) {
    if ('key' in said) expect(messages[language].has(said.key), `${said.key} in ${language}`).toBe(true)
    const words = translate(said, language)
    expect(words, `all values of ${JSON.stringify(said).slice(0, 200)} are given`).not.toMatch(/\{\w+\}|undefined/)
  }
}

function expectNoNaN(value: unknown, place: string): void {
  if (typeof value === 'number') expect(Number.isFinite(value), `${place} has a number that is none`).toBe(true)
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) expectNoNaN(part, `${place}.${key}`)
}
