import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ColumnLayout,
  placeColumns,
  plainLayout,
  withFrozen,
  withHidden,
  withMoved,
  withStep,
} from '../../../renderer/src/screens/data/rows/column-layout'

const names = ['a', 'b', 'c', 'd', 'e']
const shownBy = (layout: ColumnLayout, of = names) => placeColumns(of, layout).shown.join('')

test('columns stand as in the dataset, the first one frozen, until somebody arranges them', () => {
  expect(placeColumns(names, plainLayout)).toEqual({ shown: names, nFrozen: 1, hidden: [] })
})

test('a hidden column comes back to its place', () => {
  const hidden = withHidden(plainLayout, 'c', true)
  expect(placeColumns(names, hidden)).toMatchObject({ shown: ['a', 'b', 'd', 'e'], hidden: ['c'] })
  expect(shownBy(withHidden(hidden, 'c', false))).toBe('abcde')
})

test('frozen columns stand first, and go back when they are let go', () => {
  const frozen = withFrozen(names, plainLayout, 'd', true)
  expect(placeColumns(names, frozen)).toMatchObject({ shown: ['a', 'd', 'b', 'c', 'e'], nFrozen: 2 })
  expect(shownBy(withFrozen(names, frozen, 'd', false))).toBe('abcde')
  const none = withFrozen(names, plainLayout, 'a', false)
  expect(placeColumns(names, none).nFrozen).toBe(0)
})

test('a column moves to the place of another, by keys one place at a time and not across the frozen edge', () => {
  expect(shownBy(withMoved(names, plainLayout, 'e', 'b'))).toBe('aebcd')
  expect(shownBy(withMoved(names, plainLayout, 'b', 'e'))).toBe('acdeb')
  expect(shownBy(withStep(names, plainLayout, 'c', 1))).toBe('abdce')
  expect(shownBy(withStep(names, plainLayout, 'b', -1))).toBe('abcde')
  expect(placeColumns(names, withMoved(names, plainLayout, 'd', 'a'))).toMatchObject({ nFrozen: 2 })
})

test('columns that come later stand behind their neighbour, and those that go are forgotten', () => {
  const layout = withMoved(names, plainLayout, 'e', 'b')
  expect(shownBy(layout, ['a', 'x', 'b', 'c', 'd', 'e'])).toBe('axebcd')
  expect(shownBy(layout, ['b', 'c'])).toBe('bc')
})

test('whatever is done, every column is shown or hidden, once, and one is always shown', () => {
  const step = fc.tuple(
    fc.constantFrom('hide', 'show', 'freeze', 'free', 'move', 'left', 'right'),
    fc.nat(4),
    fc.nat(4),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const layout = steps.reduce((before, [what, i, j]) => {
        const [name, other] = [names[i] as string, names[j] as string]
        if (what === 'hide' || what === 'show') return withHidden(before, name, what === 'hide')
        if (what === 'freeze' || what === 'free') return withFrozen(names, before, name, what === 'freeze')
        if (what === 'move') return withMoved(names, before, name, other)
        return withStep(names, before, name, what === 'left' ? -1 : 1)
      }, plainLayout)
      const { shown, hidden, nFrozen } = placeColumns(names, layout)
      expect([...shown, ...hidden].sort()).toEqual(names)
      expect(shown.length).toBeGreaterThan(0)
      expect(nFrozen).toBeLessThanOrEqual(shown.length)
    }),
  )
})
