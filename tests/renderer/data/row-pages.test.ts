import { describe, expect, test, vi } from 'vitest'
import type { RowsWindow } from '../../../renderer/src/app/rows-window'
import { pageSizeFor, RowPages } from '../../../renderer/src/screens/data/rows/row-pages'

/** Pages of ten rows whose fetches are answered by hand. */
function open(count = 10_000) {
  const waiting = new Map<number, { answer: (window: RowsWindow) => void; fail: (thrown: unknown) => void }>()
  const onError = vi.fn()
  const onArrival = vi.fn()
  const fetch = (start: number) =>
    new Promise<RowsWindow>((resolve, reject) => waiting.set(start / 10, { answer: resolve, fail: reject }))
  const pages = new RowPages({ count, pageSize: 10, fetch, onArrival, onError })
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  const answer = async (page: number) => {
    const rowIds = Array.from({ length: 10 }, (_, i) => page * 10 + i)
    waiting.get(page)?.answer({ rowIds, rows: rowIds.map((id) => [`row ${id}`]) })
    waiting.delete(page)
    await settle()
  }
  const fail = async (page: number) => {
    waiting.get(page)?.fail(new Error('no'))
    waiting.delete(page)
    await settle()
  }
  return { pages, asked: () => [...waiting.keys()], answer, fail, onError, onArrival }
}

describe('pages of rows', () => {
  test('in sight are asked for, two at a time, and each row is the same object as long as it is known', async () => {
    const { pages, asked, answer } = open()
    pages.show(5, 35)
    expect(asked()).toEqual([0, 1])
    await answer(0)
    expect(asked()).toEqual([1, 2])
    expect(pages.at(7)).toEqual({ id: 7, cells: ['row 7'] })
    expect(pages.at(7)).toBe(pages.at(7))
    expect(pages.at(17)).toBeUndefined()
  })

  test('that were left behind are not asked for any more: what is in sight now comes first', async () => {
    const { pages, asked, answer } = open()
    pages.show(0, 39)
    pages.show(5000, 5009)
    expect(asked()).toEqual([0, 1])
    await answer(0)
    expect(asked()).toEqual([1, 500])
    await answer(1)
    expect(asked()).toEqual([500])
  })

  test('ahead of who scrolls on are fetched before they are seen, none after a leap, none beyond the ends', async () => {
    const { pages, asked, answer } = open(45)
    pages.show(0, 9)
    await answer(0)
    expect(asked()).toEqual([])
    pages.show(1, 9)
    expect(asked()).toEqual([1, 2])
    await answer(1)
    await answer(2)
    pages.show(10, 19)
    pages.show(20, 29)
    expect(asked()).toEqual([3, 4])
    await answer(3)
    await answer(4)
    pages.show(40, 44)
    expect(asked()).toEqual([])
  })

  test('far away are forgotten when there are too many', async () => {
    const { pages, answer } = open()
    for (let page = 0; page < 80; page++) {
      pages.show(page * 100, page * 100 + 9)
      await answer(page * 10)
    }
    expect(pages.at(0)).toBeUndefined()
    expect(pages.at(7900)).toEqual({ id: 7900, cells: ['row 7900'] })
  })

  test('that cannot be fetched are said once and may be asked for again', async () => {
    const { pages, asked, fail, onError } = open()
    pages.show(0, 9)
    await fail(0)
    expect(onError).toHaveBeenCalledTimes(1)
    expect(asked()).toEqual([])
    pages.show(0, 9)
    expect(asked()).toEqual([0])
  })

  test('of a closed view change nothing any more', async () => {
    const { pages, answer, fail, onError, onArrival } = open()
    pages.show(0, 19)
    pages.close()
    await answer(0)
    await fail(1)
    expect(onArrival).not.toHaveBeenCalled()
    expect(onError).not.toHaveBeenCalled()
  })

  test('are smaller the more columns there are, within bounds', () => {
    expect([1, 20, 40, 50, 2000].map(pageSizeFor)).toEqual([100, 100, 50, 40, 32])
  })
})
