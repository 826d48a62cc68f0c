import type { Page } from '@playwright/test'

/** What is done to the page: an element is clicked, or an address is opened. */
type Act = { click: string; shift?: boolean } | { address: string }

interface Measured {
  /** From the act to the first frame that shows its outcome, in milliseconds. */
  ms: number
  /** Longest task of the page meanwhile. */
  longestTask: number
}

interface Scrolled {
  seconds: number
  frames: number
  /** Longest time between two frames, in milliseconds. */
  longestGap: number
  longestTask: number
  /** Share of frames in which a row in view still waited for its cells. */
  waiting: number
}

/** After so many milliseconds an outcome is not waited for any longer. */
const patience = 15_000
const firstRow = '[role="grid"] [role="row"][aria-rowindex="2"]'

/** Measures by the page's own clock, so that the measuring tool's own way to the page is not counted. */
export class PageProbe {
  private constructor(private readonly page: Page) {}

  static async on(page: Page): Promise<PageProbe> {
    await page.evaluate(() => {
      const state = globalThis as unknown as { longestTask: number }
      state.longestTask = 0
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) state.longestTask = Math.max(state.longestTask, duration)
      }).observe({ type: 'longtask' })
    })
    return new PageProbe(page)
  }

  /** Time until the grid's first row is another one, or the number of rows, with all cells filled. */
  async untilRowsChange(act: Act): Promise<Measured> {
    const ms = await this.page.evaluate(
      ({ act, firstRow, patience }) => {
        const words = () => {
          const row = document.querySelector(firstRow)
          const cells = [...(row?.querySelectorAll('[role="gridcell"]') ?? [])]
          const isFilled =
            cells.length > 0 && row?.ariaBusy !== 'true' && cells.every((cell) => cell.textContent?.trim())
          const count = document.querySelector('[role="tablist"] ~ * [role="status"], [role="status"]:not(:empty)')
          const number = row?.querySelector('[role="rowheader"]')
          return isFilled ? `${number?.textContent} ${count?.textContent}` : null
        }
        const before = words()
        ;(globalThis as unknown as { longestTask: number }).longestTask = 0
        const started = performance.now()
        if ('address' in act) location.hash = act.address
        else {
          const target = document.querySelector(act.click)
          if (!target) throw new Error(`${act.click} is not on the page`)
          const init = { bubbles: true, cancelable: true, shiftKey: act.shift ?? false }
          target.dispatchEvent(new MouseEvent('click', init))
        }
        return new Promise<number>((resolve, reject) => {
          const look = () => {
            if (performance.now() - started > patience) return reject(new Error(`waited ${patience} ms in vain`))
            const now = words()
            if (now === null || now === before) return void requestAnimationFrame(look)
            // The frame that shows it is drawn when the next one begins.
            requestAnimationFrame(() => resolve(performance.now() - started))
          }
          requestAnimationFrame(look)
        })
      },
      { act, firstRow, patience },
    )
    return { ms: Math.round(ms), longestTask: await this.longestTask() }
  }

  /** Time from dragging the scroll bar to a place (0 is the top, 1 the bottom) until all rows that are in view there are filled. */
  async jump(place: number): Promise<Measured> {
    const ms = await this.page.evaluate(
      ({ place, patience }) => {
        const grid = document.querySelector('[role="grid"]') as HTMLElement
        const rowsOf = () => [...grid.querySelectorAll('[role="row"]:not([aria-rowindex="1"])')]
        const before = rowsOf()[0]?.ariaRowIndex
        ;(globalThis as unknown as { longestTask: number }).longestTask = 0
        const started = performance.now()
        grid.scrollTop = place * (grid.scrollHeight - grid.clientHeight)
        return new Promise<number>((resolve, reject) => {
          const look = () => {
            if (performance.now() - started > patience) return reject(new Error(`waited ${patience} ms in vain`))
            const rows = rowsOf()
            const isThere = rowsOf()[0]?.ariaRowIndex !== before && rows.every((row) => row.ariaBusy !== 'true')
            if (!isThere) return void requestAnimationFrame(look)
            requestAnimationFrame(() => resolve(performance.now() - started))
          }
          requestAnimationFrame(look)
        })
      },
      { place, patience },
    )
    return { ms: Math.round(ms), longestTask: await this.longestTask() }
  }

  /** Frames a second that the window draws when nothing happens. */
  frameRate(seconds: number): Promise<number> {
    return this.page.evaluate(
      (seconds) =>
        new Promise<number>((resolve) => {
          const started = performance.now()
          let frames = 0
          const next = () => {
            frames++
            if (performance.now() - started > seconds * 1000) return resolve(frames / seconds)
            requestAnimationFrame(next)
          }
          requestAnimationFrame(next)
        }),
      seconds,
    )
  }

  /** Turns the wheel over the grid for some seconds: `step` pixels down and `across` pixels to the right and back at every frame. */
  async scroll(step: number, seconds: number, across = 0): Promise<Scrolled> {
    const measured = await this.page.evaluate(
      ({ step, seconds, across }) => {
        const grid = document.querySelector('[role="grid"]') as HTMLElement
        ;(globalThis as unknown as { longestTask: number }).longestTask = 0
        let [frames, longestGap, waiting, way] = [0, 0, 0, 1]
        const started = performance.now()
        let before = started
        return new Promise<{ frames: number; longestGap: number; waiting: number }>((resolve) => {
          const turn = () => {
            const now = performance.now()
            longestGap = Math.max(longestGap, now - before)
            before = now
            frames++
            if (grid.querySelector('[role="row"][aria-busy="true"]')) waiting++
            if (now - started > seconds * 1000) return resolve({ frames, longestGap, waiting: waiting / frames })
            const turned = new WheelEvent('wheel', { deltaY: step, bubbles: true, cancelable: true })
            if (grid.dispatchEvent(turned)) grid.scrollTop += step
            if (grid.scrollLeft + grid.clientWidth >= grid.scrollWidth - 1) way = -1
            else if (grid.scrollLeft <= 0) way = 1
            if (across > 0) grid.scrollLeft += way * across
            requestAnimationFrame(turn)
          }
          requestAnimationFrame(turn)
        })
      },
      { step, seconds, across },
    )
    return { ...measured, seconds, longestGap: Math.round(measured.longestGap), longestTask: await this.longestTask() }
  }

  private async longestTask(): Promise<number> {
    // Long tasks are reported a moment after they ended.
    await this.page.waitForTimeout(120)
    return Math.round(await this.page.evaluate(() => (globalThis as unknown as { longestTask: number }).longestTask))
  }
}
