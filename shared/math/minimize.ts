/**
 * Minimum of a smooth function of one variable inside an interval.
 * @param f function with one minimum in [low, high]
 * @param tolerance of the position, relative to its size
 * @returns the position; after 200 steps the best so far
 * Source: Brent (1973), "Algorithms for Minimization without Derivatives", chapter 5.
 */
export function minimize(f: (x: number) => number, low: number, high: number, tolerance = 1e-10): number {
  const golden = (3 - Math.sqrt(5)) / 2
  let [a, b] = [low, high]
  let x = a + golden * (b - a)
  let [w, v] = [x, x]
  let fx = f(x)
  let [fw, fv] = [fx, fx]
  let [step, before] = [0, 0]
  for (let iteration = 0; iteration < 200; iteration++) {
    const middle = (a + b) / 2
    const close = tolerance * Math.abs(x) + 1e-12
    if (Math.abs(x - middle) <= 2 * close - (b - a) / 2) break
    const parabola = parabolaStep(x, w, v, fx, fw, fv)
    if (Math.abs(before) > close && Math.abs(parabola) < Math.abs(before) / 2 && x + parabola > a && x + parabola < b) {
      before = step
      step = parabola
    } else {
      before = x >= middle ? a - x : b - x
      step = golden * before
    }
    const u = x + (Math.abs(step) >= close ? step : Math.sign(step) * close)
    const fu = f(u)
    if (fu <= fx) {
      if (u >= x) a = x
      else b = x
      ;[v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu]
    } else {
      if (u < x) a = u
      else b = u
      if (fu <= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu]
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu]
    }
  }
  return x
}

/** Distance from x to the vertex of the parabola through three points; not finite when they lie on a line. */
function parabolaStep(x: number, w: number, v: number, fx: number, fw: number, fv: number): number {
  const r = (x - w) * (fx - fv)
  const q = (x - v) * (fx - fw)
  return ((x - v) * q - (x - w) * r) / (-2 * (q - r))
}
