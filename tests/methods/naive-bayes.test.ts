import { createRandom } from '@shared/math/random'
import { naiveBayes } from '@shared/methods/naive-bayes'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, runMethod } from '../contract/harness'

/** `b` copies `a`, which says little of the class by itself; `c` says it all together with `a`. */
const random = createRandom(6)
const n = 600
const left = Array.from({ length: n }, () => random.next() < 0.5)
const a = left.map(() => random.next() < 0.5)
const b = a.map((value) => (random.next() < 0.95 ? value : !value))
const c = left.map((value, i) => (random.next() < 0.9 ? value !== a[i] : random.next() < 0.5))
const words = (values: readonly boolean[]) => values.map((value) => (value ? 'yes' : 'no'))
const input = inputOf({
  target: [categoricalColumn('left', words(left))],
  features: [categoricalColumn('a', words(a)), categoricalColumn('b', words(b)), categoricalColumn('c', words(c))],
})
const run = (kind: string) => runMethod(naiveBayes, input, { kind, folds: 0, positive: 'yes' }).result

describe('the network kind', () => {
  test('finds the columns that go together, given the class', () => {
    const arrows = run('tree').network.map(({ from, to }) => [from, to].sort().join('-'))
    expect(arrows).toHaveLength(2)
    expect(arrows).toContain('a-b')
  })

  test('learns what columns only say together; the naive kind cannot', () => {
    const area = (kind: string) => (run(kind).metrics as { rocAuc: number }).rocAuc
    expect(area('tree')).toBeGreaterThan(0.9)
    expect(area('multinomial')).toBeLessThan(0.7)
  })
})
