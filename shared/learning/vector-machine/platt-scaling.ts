/** Probability = 1 / (1 + exp(slope · decision + offset)). */
export interface PlattScaling {
  slope: number
  offset: number
}

/**
 * Turns decisions into probabilities.
 * @param decisions of rows that the decision function did not learn from
 * @param isPositive per row 1 or 0
 * Cost: O(steps · n). Source: Platt (1999); Newton's method of Lin, Lin & Weng (2007).
 */
export function plattScaling(decisions: Float64Array, isPositive: Uint8Array): PlattScaling {
  const positives = isPositive.reduce((sum, value) => sum + value, 0)
  const negatives = isPositive.length - positives
  const targets = Float64Array.from(isPositive, (value) =>
    value === 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2),
  )
  let slope = 0
  let offset = Math.log((negatives + 1) / (positives + 1))
  let loss = lossOf(decisions, targets, slope, offset)
  for (let step = 0; step < 100; step++) {
    const { gradient, hessian } = derivatives(decisions, targets, slope, offset)
    const [a, b] = gradient
    if (Math.abs(a) < 1e-5 && Math.abs(b) < 1e-5) break
    const [haa, hab, hbb] = hessian
    const determinant = haa * hbb - hab * hab
    const [da, db] = [-(hbb * a - hab * b) / determinant, -(haa * b - hab * a) / determinant]
    const slopeAlong = a * da + b * db
    let length = 1
    for (; length >= 1e-10; length /= 2) {
      const next = lossOf(decisions, targets, slope + length * da, offset + length * db)
      if (next < loss + 1e-4 * length * slopeAlong) {
        slope += length * da
        offset += length * db
        loss = next
        break
      }
    }
    if (length < 1e-10) break
  }
  return { slope, offset }
}

/** Written so that neither end overflows. */
function lossOf(decisions: Float64Array, targets: Float64Array, slope: number, offset: number): number {
  let loss = 0
  for (let i = 0; i < decisions.length; i++) {
    const z = slope * (decisions[i] as number) + offset
    const t = targets[i] as number
    loss += z >= 0 ? t * z + Math.log1p(Math.exp(-z)) : (t - 1) * z + Math.log1p(Math.exp(z))
  }
  return loss
}

function derivatives(decisions: Float64Array, targets: Float64Array, slope: number, offset: number) {
  let [a, b] = [0, 0]
  let [haa, hab, hbb] = [1e-12, 0, 1e-12]
  for (let i = 0; i < decisions.length; i++) {
    const f = decisions[i] as number
    const p = probability(slope * f + offset)
    const gap = (targets[i] as number) - p
    const spread = p * (1 - p)
    a += f * gap
    b += gap
    haa += f * f * spread
    hab += f * spread
    hbb += spread
  }
  return { gradient: [a, b] as const, hessian: [haa, hab, hbb] as const }
}

function probability(z: number): number {
  return z >= 0 ? Math.exp(-z) / (1 + Math.exp(-z)) : 1 / (1 + Math.exp(z))
}

/** The calibrated probability of a decision. */
export function plattProbability({ slope, offset }: PlattScaling, decision: number): number {
  return probability(slope * decision + offset)
}
