import { findDuplicates } from '@shared/duplicates/find-duplicates'
import { bestSimilarity, jaroWinkler } from '@shared/duplicates/jaro-winkler'
import { plainText } from '@shared/duplicates/plain-text'
import { createRandom } from '@shared/math/random'
import type { Frame } from '@shared/recipe/frame'
import { expect, test } from 'vitest'
import { applied, step, table, values } from '../recipe/tables'

const free = { cancelled: () => false, progress: () => {} }
const search = (frame: Frame, question: { columns?: string[]; fuzzy?: boolean; threshold?: number } = {}) =>
  findDuplicates(frame, { columns: [], fuzzy: false, threshold: 0.85, ...question }, free).map(({ rows, score }) => ({
    rows: [...rows],
    score,
  }))

test("Jaro and Winkler's published examples, to four digits", () => {
  // Winkler, Overview of record linkage (2006), table 6.
  const published = [
    ['shackleford', 'shackelford', 0.9818],
    ['dunningham', 'cunnigham', 0.8963],
    ['nichleson', 'nichulson', 0.9556],
    ['massey', 'massie', 0.9333],
    ['marhta', 'martha', 0.9611],
    ['dwayne', 'duane', 0.84],
  ] as const
  for (const [a, b, expected] of published) expect(jaroWinkler(a, b)).toBeCloseTo(expected, 4)
})

test('similarity is symmetric, 1 for equal texts alone, and never above what the lengths allow', () => {
  const random = createRandom(4)
  const word = () => Array.from({ length: 1 + random.integer(9) }, () => 'abcd'[random.integer(4)]).join('')
  for (let i = 0; i < 2000; i += 1) {
    const [a, b] = [word(), word()]
    expect(jaroWinkler(a, b)).toBeCloseTo(jaroWinkler(b, a), 12)
    expect(jaroWinkler(a, b) === 1).toBe(a === b)
    expect(jaroWinkler(a, b)).toBeLessThanOrEqual(bestSimilarity(a.length, b.length) + 1e-12)
  }
})

test('width, case, accents, spaces and punctuation do not count', () => {
  expect(plainText('ＡＣＭＥ　Co., Ltd.')).toBe('acme co ltd')
  expect(plainText('  Café—Olé ')).toBe('cafe ole')
  expect(plainText('上海·茶叶（总店）')).toBe('上海 茶叶 总店')
})

test('exact groups are those of a plain map', () => {
  const random = createRandom(9)
  for (let round = 0; round < 20; round += 1) {
    const rows = Array.from({ length: 300 }, () => ({
      city: ['Paris', 'Lyon', null][random.integer(3)] ?? null,
      amount: [1, 2, 3, null][random.integer(4)] ?? null,
      day: random.integer(12),
    }))
    const frame = table({
      city: rows.map(({ city }) => city),
      amount: rows.map(({ amount }) => amount),
      day: rows.map(({ day }) => day),
    })
    const expected = new Map<string, number[]>()
    rows.forEach((row, i) => {
      const key = JSON.stringify(row)
      expected.set(key, [...(expected.get(key) ?? []), i])
    })
    const groups = [...expected.values()].filter(({ length }) => length > 1)
    expect(search(frame)).toEqual(groups.map((rowsOfGroup) => ({ rows: rowsOfGroup, score: 1 })))
  }
})

/** Names of people, half of them a second time with something wrong. */
function planted(n: number) {
  const random = createRandom(21)
  const syllables = 'ka lo mi ren tu sha vel dor qui nas pel wex'.split(' ')
  const part = () => Array.from({ length: 4 }, () => syllables[random.integer(12)]).join('')
  const names = Array.from({ length: n }, () => `${part()} ${part()}`)
  const spoil = [
    (name: string) => name.toUpperCase(),
    (name: string) => name.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    (name: string) => `  ${name.replace(' ', ' , ')} `,
    (name: string) => name.slice(0, 7) + name[8] + name[7] + name.slice(9),
    (name: string) => name.slice(0, -4) + name.slice(-3),
  ]
  const copies = names.slice(0, n / 2).map((name, i) => (spoil[i % spoil.length] as (name: string) => string)(name))
  return { names: [...names, ...copies], half: n / 2 }
}

test('planted copies with typos, other case and full width are found, and hardly anything else', () => {
  const { names, half } = planted(3000)
  const groups = search(table({ name: names }), { fuzzy: true, threshold: 0.95 })
  const found = new Map(groups.flatMap(({ rows }) => rows.map((row) => [row, rows] as const)))
  const together = Array.from({ length: half }, (_, i) => found.get(i)?.includes(3000 + i) ?? false)
  expect(together.filter(Boolean).length / half).toBeGreaterThan(0.99)
  expect(groups.length).toBeLessThan(half * 1.02)
})

test('what is no text must agree, whatever the names say', () => {
  const frame = table({ name: ['Ann Smith', 'ann  smith', 'Anne Smith', 'Bob'], born: [1980, 1980, 1990, 1980] })
  expect(search(frame, { fuzzy: true })).toEqual([{ rows: [0, 1], score: 1 }])
  const [group] = search(frame, { fuzzy: true, columns: ['name'] })
  expect(group?.rows).toEqual([0, 1, 2])
  expect(group?.score).toBeCloseTo(jaroWinkler('ann smith', 'anne smith'), 12)
})

test('no group is held together by a chain, and every row is in one group at most', () => {
  const { names } = planted(600)
  const groups = search(table({ name: names }), { fuzzy: true, threshold: 0.8 })
  const rows = groups.flatMap((group) => group.rows)
  expect(new Set(rows).size).toBe(rows.length)
  for (const group of groups) {
    const plain = group.rows.map((row) => plainText(names[row] as string))
    const likeCentre = (centre: string) => plain.every((text) => jaroWinkler(centre, text) >= group.score - 1e-12)
    expect(plain.some(likeCentre)).toBe(true)
    expect(group.score).toBeGreaterThanOrEqual(0.8)
  }
})

test('a search that is cancelled ends with that code', () => {
  const question = { columns: [], fuzzy: true, threshold: 0.85 }
  const run = () => findDuplicates(table({ name: planted(3000).names }), question, { ...free, cancelled: () => true })
  expect(run).toThrow(expect.objectContaining({ error: expect.objectContaining({ code: 'cancelled' }) }))
})

test('chosen rows are left out by what stands in them, also where they have moved', () => {
  const shop = table({ city: ['Paris', 'Lyon', 'Paris', null], amount: [10, 20, 10, 40] })
  const drop = (frame: Frame, rows: { row: number; was: (string | number | null)[] }[]) =>
    values(applied(frame, [step('drop-rows', { columns: ['city', 'amount'], rows })]).frame, 'amount')
  expect(drop(shop, [{ row: 2, was: ['Paris', 10] }])).toEqual([10, 20, 40])
  expect(drop(shop, [{ row: 0, was: [null, 40] }])).toEqual([10, 20, 10])
  expect(drop(shop, [{ row: 0, was: ['Nice', 1] }])).toEqual([10, 20, 10, 40])
  expect(
    drop(shop, [
      { row: 0, was: ['Paris', 10] },
      { row: 9, was: ['Paris', 10] },
    ]),
  ).toEqual([20, 40])
})
