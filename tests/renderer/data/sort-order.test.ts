import { describe, expect, test } from 'vitest'
import { nextOrder, orderWith, type Sort } from '../../../renderer/src/screens/data/sort-order'

const up = (column: string): Sort => ({ column, descending: false })
const down = (column: string): Sort => ({ column, descending: true })

describe('the order of rows', () => {
  test('a header goes from ascending to descending to none', () => {
    const first = nextOrder([], 'a', false)
    const second = nextOrder(first, 'a', false)
    expect([first, second, nextOrder(second, 'a', false)]).toEqual([[up('a')], [down('a')], []])
  })

  test('a click takes the place of all others', () => {
    expect(nextOrder([up('a'), down('b')], 'b', false)).toEqual([up('b')])
    expect(nextOrder([up('a')], 'b', false)).toEqual([up('b')])
  })

  test('a click with Shift comes behind those before and leaves their places', () => {
    expect(nextOrder([up('a')], 'b', true)).toEqual([up('a'), up('b')])
    expect(nextOrder([up('a'), up('b')], 'a', true)).toEqual([down('a'), up('b')])
    expect(nextOrder([down('a'), up('b')], 'a', true)).toEqual([up('b')])
  })

  test('a menu takes the place of all, comes behind, turns round or takes out', () => {
    expect(orderWith([up('a'), up('b')], 'c', true, false)).toEqual([down('c')])
    expect(orderWith([up('a')], 'b', true, true)).toEqual([up('a'), down('b')])
    expect(orderWith([up('a'), up('b')], 'a', true, true)).toEqual([down('a'), up('b')])
    expect(orderWith([up('a'), up('b')], 'a', null, true)).toEqual([up('b')])
  })
})
