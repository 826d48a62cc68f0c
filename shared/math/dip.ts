/**
 * Dip statistic: how far the distribution of a sample is, at most, from the nearest one with a single hump.
 * @param sorted ascending
 * @returns from 1 / (2n) to 1/4; 0 when all values are equal or there are fewer than four
 * Cost: O(n) per round, a few rounds. Source: Hartigan & Hartigan (1985), "The dip test of unimodality", Annals of Statistics 13.
 */
export function dip(sorted: Float64Array): number {
  const n = sorted.length
  if (n < 4 || sorted[0] === sorted[n - 1]) return 0
  const below = hullLinks(sorted, true)
  const above = hullLinks(sorted, false)
  let [low, high, found] = [0, n - 1, 1]
  for (let round = 0; round < n; round++) {
    const minorant = chain(below, high, low)
    const majorant = chain(above, low, high)
    const gap = widestGap(sorted, minorant, majorant)
    if (gap.size < found) break
    const left = minorant.slice(gap.minorantAt)
    const right = majorant.slice(gap.majorantAt)
    found = Math.max(found, bulge(sorted, left.reverse(), 1), bulge(sorted, right, -1))
    const [nextLow, nextHigh] = [minorant[gap.minorantAt] as number, majorant[gap.majorantAt] as number]
    if (nextLow === low && nextHigh === high) break
    low = nextLow
    high = nextHigh
  }
  return found / (2 * n)
}

/** At this level a sample of one hump shows a larger dip in one case of a hundred. */
const CRITICAL = 0.62

/**
 * How clearly values fall into more than one hump: √n times the dip over what chance alone reaches in one case of a hundred.
 * From 1 on there is more than one hump. The limit is that of the uniform distribution, the hardest one with a single hump;
 * √n·dip hardly depends on n there, from 20 values on.
 * @param values in any order, without NaN
 */
export function multimodality(values: Float64Array): number {
  return (Math.sqrt(values.length) * dip(values.slice().sort())) / CRITICAL
}

/**
 * For each point the next one on the lower convex hull of the empirical distribution on its left (`isLower`), or on the upper
 * concave hull on its right.
 */
function hullLinks(x: Float64Array, isLower: boolean): Int32Array {
  const n = x.length
  const links = new Int32Array(n)
  const end = isLower ? 0 : n - 1
  const step = isLower ? 1 : -1
  links[end] = end
  for (let i = end + step; i >= 0 && i < n; i += step) {
    let link = i - step
    while (link !== end) {
      const next = links[link] as number
      const near = ((x[i] as number) - (x[link] as number)) * (link - next)
      const far = ((x[link] as number) - (x[next] as number)) * (i - link)
      if (near < far) break
      link = next
    }
    links[i] = link
  }
  return links
}

function chain(links: Int32Array, from: number, to: number): number[] {
  const points = [from]
  for (let at = from; at !== to; ) {
    at = links[at] as number
    points.push(at)
  }
  return points
}

/** Where the concave majorant is farthest above the convex minorant, in counts; both chains begin at the ends they start from. */
function widestGap(x: Float64Array, minorant: readonly number[], majorant: readonly number[]) {
  const widest = { size: 0, minorantAt: minorant.length - 1, majorantAt: majorant.length - 1 }
  if (minorant.length === 2 && majorant.length === 2) return { ...widest, size: 1 }
  let m = minorant.length - 2
  let c = 1
  for (;;) {
    const [low, up] = [minorant[m] as number, majorant[c] as number]
    let size: number
    if (low > up) {
      const before = minorant[m + 1] as number
      size = up - before + 1 - heightAt(x, before, low, up)
      c++
      if (size >= widest.size) Object.assign(widest, { size, minorantAt: m + 1, majorantAt: c - 1 })
    } else {
      const before = majorant[c - 1] as number
      size = heightAt(x, before, up, low) - (low - before - 1)
      m--
      if (size >= widest.size) Object.assign(widest, { size, minorantAt: m + 1, majorantAt: c })
    }
    m = Math.max(0, m)
    c = Math.min(majorant.length - 1, c)
    if (minorant[m] === majorant[c]) return widest
  }
}

/** Height, in counts above point `from`, of the line from point `from` to point `to` at point `at`. */
function heightAt(x: Float64Array, from: number, to: number, at: number): number {
  const width = (x[to] as number) - (x[from] as number)
  return width > 0 ? (((x[at] as number) - (x[from] as number)) * (to - from)) / width : 0
}

/** How far the empirical distribution lies from a hull, above the minorant (`side` 1) or below the majorant (−1). */
function bulge(x: Float64Array, hull: readonly number[], side: 1 | -1): number {
  let most = 0
  for (let h = 1; h < hull.length; h++) {
    const [from, to] = [hull[h - 1] as number, hull[h] as number]
    most = Math.max(most, 1)
    if (to - from < 2 || x[from] === x[to]) continue
    for (let i = from; i <= to; i++) most = Math.max(most, side * (i - from - heightAt(x, from, to, i)) + 1)
  }
  return most
}
