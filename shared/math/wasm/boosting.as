/**
 * AssemblyScript: the inner loops of gradient boosting on binned features. Slopes and curvatures are whole numbers, so sums are
 * exact: they do not depend on the order of rows or threads, and a node's sums less one child's are the other child's.
 * Positions are bytes in the one memory that all threads share.
 *
 * pairs    n × (slope i32, curvature i32)
 * codes    d × n u8, feature after feature
 * sums     per feature 256 × (slopes i64, curvatures and rows i64), both shifted left; rows are counted in the low bits
 */

const FEATURE_BYTES: usize = 4096

/** Adds rows to the sums of `width` features whose codes and sums follow one another. */
export function addRows(
  rows: usize, count: i32, codes: usize, nRows: usize, pairs: usize, sums: usize, width: i32, shift: i32,
): void {
  const one = i64x2(0, 1)
  memory.fill(sums, 0, <usize>width * FEATURE_BYTES)
  const end = rows + (<usize>count << 2)
  let feature = 0
  for (; feature + 4 <= width; feature += 4) {
    const a = codes + <usize>feature * nRows
    const b = a + nRows
    const c = b + nRows
    const d = c + nRows
    const at = sums + <usize>feature * FEATURE_BYTES
    for (let entry = rows; entry < end; entry += 4) {
      const row = <usize>load<u32>(entry)
      const pair = i64x2.add(i64x2.shl(v128.load_ext<i32>(pairs + (row << 3)), shift), one)
      const inA = at + (<usize>load<u8>(a + row) << 4)
      const inB = at + (<usize>load<u8>(b + row) << 4)
      const inC = at + (<usize>load<u8>(c + row) << 4)
      const inD = at + (<usize>load<u8>(d + row) << 4)
      v128.store(inA, i64x2.add(v128.load(inA), pair))
      v128.store(inB, i64x2.add(v128.load(inB, FEATURE_BYTES), pair), FEATURE_BYTES)
      v128.store(inC, i64x2.add(v128.load(inC, 2 * FEATURE_BYTES), pair), 2 * FEATURE_BYTES)
      v128.store(inD, i64x2.add(v128.load(inD, 3 * FEATURE_BYTES), pair), 3 * FEATURE_BYTES)
    }
  }
  for (; feature < width; feature++) {
    const a = codes + <usize>feature * nRows
    const at = sums + <usize>feature * FEATURE_BYTES
    for (let entry = rows; entry < end; entry += 4) {
      const row = <usize>load<u32>(entry)
      const pair = i64x2.add(i64x2.shl(v128.load_ext<i32>(pairs + (row << 3)), shift), one)
      const inA = at + (<usize>load<u8>(a + row) << 4)
      v128.store(inA, i64x2.add(v128.load(inA), pair))
    }
  }
}

/** Takes one child's sums from the parent's: what is left are the other child's. */
export function takeAway(parent: usize, child: usize, width: i32): void {
  const end = parent + <usize>width * FEATURE_BYTES
  for (; parent < end; parent += 16, child += 16) {
    v128.store(parent, i64x2.sub(v128.load(parent), v128.load(child)))
  }
}

/** Sums of all rows of a node, from those of one feature: slopes, curvatures and number of rows, as f64. */
export function sumUp(sums: usize, nCodes: i32, shift: i32, slopeUnit: f64, curveUnit: f64, out: usize): void {
  let slopes: i64 = 0
  let curves: i64 = 0
  for (let code = 0; code < nCodes; code++) {
    slopes += load<i64>(sums + (<usize>code << 4))
    curves += load<i64>(sums + (<usize>code << 4), 8)
  }
  store<f64>(out, <f64>(slopes >> shift) * slopeUnit)
  store<f64>(out, <f64>(curves >> shift) * curveUnit, 8)
  store<f64>(out, <f64>(curves & ((<i64>1 << shift) - 1)), 16)
}

/**
 * The best split of a node at one feature. Writes as f64: score (both halves' slope² / (curvature + l2), or −∞), slopes,
 * curvatures and rows of the left half, last code of the left half, and whether missing values go left (1 or 0).
 */
export function findSplit(
  sums: usize, nCodes: i32, slopes: f64, curves: f64, nNode: f64, shift: i32, slopeUnit: f64, curveUnit: f64, l2: f64,
  fewestRows: f64, leastCurve: f64, out: usize,
): void {
  const missing = sums + (<usize>nCodes << 4)
  store<f64>(out, -Infinity)
  tryWay(sums, nCodes, 0, 0, slopes, curves, nNode, shift, slopeUnit, curveUnit, l2, fewestRows, leastCurve, out, 0)
  if (load<i64>(missing, 8) != 0) {
    tryWay(
      sums, nCodes, load<i64>(missing), load<i64>(missing, 8), slopes, curves, nNode, shift, slopeUnit, curveUnit, l2,
      fewestRows, leastCurve, out, 1,
    )
  }
}

function tryWay(
  sums: usize, nCodes: i32, slope: i64, curve: i64, slopes: f64, curves: f64, nNode: f64, shift: i32, slopeUnit: f64,
  curveUnit: f64, l2: f64, fewestRows: f64, leastCurve: f64, out: usize, way: f64,
): void {
  const mask = (<i64>1 << shift) - 1
  let best = load<f64>(out)
  for (let code = 0; code < nCodes; code++) {
    const at = sums + (<usize>code << 4)
    const here = load<i64>(at, 8)
    if (here == 0) continue
    slope += load<i64>(at)
    curve += here
    const nLeft = <f64>(curve & mask)
    if (nLeft < fewestRows) continue
    if (nNode - nLeft < fewestRows) break
    const curveLeft = <f64>(curve >> shift) * curveUnit
    const curveRight = curves - curveLeft
    if (curveLeft < leastCurve) continue
    if (curveRight < leastCurve) break
    const slopeLeft = <f64>(slope >> shift) * slopeUnit
    const slopeRight = slopes - slopeLeft
    const score = slopeLeft * slopeLeft / (curveLeft + l2) + slopeRight * slopeRight / (curveRight + l2)
    if (score <= best) continue
    best = score
    store<f64>(out, score)
    store<f64>(out, slopeLeft, 8)
    store<f64>(out, curveLeft, 16)
    store<f64>(out, nLeft, 24)
    store<f64>(out, <f64>code, 32)
    store<f64>(out, way, 40)
  }
}

/**
 * Puts the rows that go left first, each half in its old order.
 * @returns number of rows that go left; `spare` has room for all
 */
export function partition(rows: usize, count: i32, codes: usize, below: u32, missing: u32, missingLeft: u32, spare: usize): i32 {
  const end = rows + (<usize>count << 2)
  let left = rows
  let right = spare
  for (let entry = rows; entry < end; entry += 4) {
    const row = load<u32>(entry)
    const code = <u32>load<u8>(codes + <usize>row)
    const goesLeft = <u32>(code <= below) | (<u32>(code == missing) & missingLeft)
    store<u32>(left, row)
    store<u32>(right, row)
    left += <usize>goesLeft << 2
    right += <usize>(goesLeft ^ 1) << 2
  }
  memory.copy(left, spare, right - spare)
  return <i32>((left - rows) >> 2)
}

/** eˣ of two numbers within ±708, to about 1e-14: 2ⁿ · (Taylor's series of the rest). */
@inline
function exponential(x: v128): v128 {
  const n = f64x2.nearest(f64x2.mul(x, f64x2.splat(1.4426950408889634)))
  let r = f64x2.sub(x, f64x2.mul(n, f64x2.splat(0.6931471803691238)))
  r = f64x2.sub(r, f64x2.mul(n, f64x2.splat(1.9082149292705877e-10)))
  let sum = f64x2.splat(2.505210838544172e-8)
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.755731922398589e-7))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.7557319223985893e-6))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.48015873015873e-5))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.984126984126984e-4))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.3888888888888889e-3))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(8.333333333333333e-3))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(4.1666666666666664e-2))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.16666666666666666))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.5))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1))
  const power = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n))
  return f64x2.mul(sum, i64x2.shl(i64x2.add(power, i64x2.splat(1023)), 52))
}

/**
 * Slope and curvature of the log-loss of two classes, as whole numbers, for `count` rows; the arguments are where the first row's
 * numbers are: log-odds, class (0 or 1) and weight as f64, and the pairs to be written.
 */
export function logisticSlopes(raw: usize, y: usize, weights: usize, count: i32, pairs: usize, slopeScale: f64, curveScale: f64): void {
  const one = f64x2.splat(1)
  const most = f64x2.splat(700)
  const least = f64x2.splat(-700)
  for (let i = 0; i < count; i += 2) {
    const at = <usize>i << 3
    const odds = f64x2.max(least, f64x2.min(most, v128.load(raw + at)))
    const p = f64x2.div(one, f64x2.add(one, exponential(f64x2.neg(odds))))
    const weight = v128.load(weights + at)
    const slope = f64x2.mul(f64x2.mul(weight, f64x2.sub(p, v128.load(y + at))), f64x2.splat(slopeScale))
    const curve = f64x2.mul(f64x2.mul(weight, f64x2.mul(p, f64x2.sub(one, p))), f64x2.splat(curveScale))
    const a = i32x4.trunc_sat_f64x2_s_zero(f64x2.nearest(slope))
    const b = i32x4.trunc_sat_f64x2_s_zero(f64x2.nearest(curve))
    const both = v128.shuffle<i32>(a, b, 0, 4, 1, 5)
    if (i + 1 < count) v128.store(pairs + at, both)
    else store<i64>(pairs + at, i64x2.extract_lane(both, 0))
  }
}
