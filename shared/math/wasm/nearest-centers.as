/**
 * AssemblyScript: finds the nearest centre of each row that needs it, in single precision, four centres at a time.
 * An answer counts only where it is beyond doubt; what is in doubt is left to exact arithmetic. Plain SIMD, no relaxed
 * instruction: the same answer on every processor. Positions are bytes in the one memory that all threads share.
 *
 * points   n × (d + 1) f32: the coordinates of a row and, at its end, by how much rounding may blur a gap
 * margins  n f32: by how much the second nearest centre was farther than the own one, at least
 * stamps   n i32: place in `drifts` of the label and the iteration that a margin is from
 * labels   n i32
 * rows     n i32: out, from the range's start: rows that changed their label; complemented (~row) those in doubt
 * centers  f32, packed in fours: value (centre c, feature j) is at ((c >> 2) * d + j) * 4 + (c & 3)
 * drifts   f32: how much of a margin the centres' moves since a stamp may have used up
 */

/** What was read ahead; kept so that the reading is not dropped. */
export let touched: i32 = 0

/** Rows whose coordinates are read ahead at once, so that their cache misses overlap. */
const AHEAD: usize = 32
/** Beyond this a margin says nothing: a distance has overflowed. */
const MOST: f32 = 1e18

/** @returns how many entries were written to `rows`. `slack`: share by which rounding may blur a distance. */
export function nearestCenters(
  start: i32, end: i32, nFeatures: i32, nGroups: i32, points: usize, margins: usize, stamps: usize, labels: usize,
  rows: usize, centers: usize, drifts: usize, firstStamp: i32, slack: f32,
): i32 {
  const width = <usize>nFeatures << 2
  const stride = width + 4
  const less = <f32>1 - slack
  const more = <f32>1 + slack
  const out = rows + (<usize>start << 2)
  const last = listOpenRows(start, end, margins, stamps, drifts, out)
  let found = out
  let ahead = out
  let seen = 0
  for (let entry = out; entry < last; entry += 4) {
    if (entry >= ahead) {
      const until = min(last, entry + AHEAD * 4)
      for (; ahead < until; ahead += 4) seen ^= readAhead(points + <usize>load<u32>(ahead) * stride, stride)
    }
    const row = load<i32>(entry)
    const point = points + <usize>row * stride
    const pointEnd = point + width
    let nearest = f32x4.splat(Infinity)
    let second = nearest
    let names = i32x4.splat(0)
    let lanes = i32x4(0, 1, 2, 3)
    let center = centers
    let group = 1
    for (; group < nGroups; group += 2) {
      let a = f32x4.splat(0)
      let b = a
      for (let at = point; at < pointEnd; at += 4) {
        const x = v128.load32_splat(at)
        const toA = f32x4.sub(x, v128.load(center))
        const toB = f32x4.sub(x, v128.load(center + (width << 2)))
        a = f32x4.add(a, f32x4.mul(toA, toA))
        b = f32x4.add(b, f32x4.mul(toB, toB))
        center += 16
      }
      center += width << 2
      names = v128.bitselect(lanes, names, f32x4.lt(a, nearest))
      second = f32x4.pmin(second, f32x4.pmax(a, nearest))
      nearest = f32x4.pmin(nearest, a)
      lanes = i32x4.add(lanes, i32x4.splat(4))
      names = v128.bitselect(lanes, names, f32x4.lt(b, nearest))
      second = f32x4.pmin(second, f32x4.pmax(b, nearest))
      nearest = f32x4.pmin(nearest, b)
      lanes = i32x4.add(lanes, i32x4.splat(4))
    }
    if (group == nGroups) {
      let a = f32x4.splat(0)
      for (let at = point; at < pointEnd; at += 4) {
        const toA = f32x4.sub(v128.load32_splat(at), v128.load(center))
        a = f32x4.add(a, f32x4.mul(toA, toA))
        center += 16
      }
      names = v128.bitselect(lanes, names, f32x4.lt(a, nearest))
      second = f32x4.pmin(second, f32x4.pmax(a, nearest))
      nearest = f32x4.pmin(nearest, a)
    }
    // Across the four lanes: where two are equally near, the gap is 0 and the row is in doubt.
    const least = leastOf(nearest)
    const isLeast = f32x4.eq(nearest, least)
    const next = leastOf(v128.bitselect(second, nearest, isLeast))
    const own = f32x4.extract_lane(least, 0)
    const other = i32x4.bitmask(isLeast) & (i32x4.bitmask(isLeast) - 1) ? own : f32x4.extract_lane(next, 0)
    const margin: f32 = sqrt<f32>(other) * less - sqrt<f32>(own) * more - load<f32>(pointEnd)
    if (margin > 0 && margin < MOST) {
      const at = <usize>row << 2
      const label = leastIndex(v128.bitselect(names, i32x4.splat(i32.MAX_VALUE), isLeast))
      const before = load<i32>(labels + at)
      store<f32>(margins + at, margin)
      store<i32>(stamps + at, firstStamp + label)
      store<i32>(labels + at, label)
      store<i32>(found, row)
      found += <usize>(label != before) << 2
    } else {
      store<i32>(found, ~row)
      found += 4
    }
  }
  touched = seen
  return <i32>((found - out) >> 2)
}

/** Lists the rows whose margin may be used up; answers where the list ends. */
@inline
function listOpenRows(start: i32, end: i32, margins: usize, stamps: usize, drifts: usize, list: usize): usize {
  for (let row = start; row < end; row++) {
    const at = <usize>row << 2
    const drift = load<f32>(drifts + (<usize>load<u32>(stamps + at) << 2))
    store<i32>(list, row)
    list += <usize>!(drift < load<f32>(margins + at)) << 2
  }
  return list
}

@inline
function readAhead(from: usize, length: usize): i32 {
  let seen = 0
  for (let at: usize = 0; at < length; at += 64) seen ^= load<i32>(from + at)
  return seen ^ load<i32>(from + length - 4)
}

@inline
function leastOf(v: v128): v128 {
  const pairs = f32x4.pmin(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1))
  return f32x4.pmin(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2))
}

@inline
function leastIndex(v: v128): i32 {
  const pairs = i32x4.min_s(v, v128.shuffle<i32>(v, v, 2, 3, 0, 1))
  return i32x4.extract_lane(i32x4.min_s(pairs, v128.shuffle<i32>(pairs, pairs, 1, 0, 3, 2)), 0)
}
