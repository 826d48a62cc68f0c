/** Which scores make a segment: lowest and highest recency and frequency score, on the scale 1–5 whatever the levels. */
export interface SegmentRule {
  segment: string
  recency: readonly [number, number]
  frequency: readonly [number, number]
  monetary?: readonly [number, number] | undefined
}

/** The usual ten segments of the recency × frequency grid; together they cover every cell. */
export const standardRules = [
  { segment: 'champions', recency: [5, 5], frequency: [4, 5] },
  { segment: 'loyal', recency: [3, 4], frequency: [4, 5] },
  { segment: 'potentialLoyalists', recency: [4, 5], frequency: [2, 3] },
  { segment: 'newCustomers', recency: [5, 5], frequency: [1, 1] },
  { segment: 'promising', recency: [4, 4], frequency: [1, 1] },
  { segment: 'needAttention', recency: [3, 3], frequency: [3, 3] },
  { segment: 'aboutToSleep', recency: [3, 3], frequency: [1, 2] },
  { segment: 'atRisk', recency: [1, 2], frequency: [3, 4] },
  { segment: 'cannotLose', recency: [1, 2], frequency: [5, 5] },
  { segment: 'hibernating', recency: [1, 2], frequency: [1, 2] },
] as const satisfies readonly SegmentRule[]

/** The name of customers to whom no rule of one's own applies. */
export const otherSegment = 'other'

const standardNames: ReadonlySet<string> = new Set([...standardRules.map(({ segment }) => segment), otherSegment])

/** Whether a segment's name is one of ours, which has words in both languages. */
export function isStandardSegment(segment: string): boolean {
  return standardNames.has(segment)
}

/** A score on the scale 1–5: of three levels 1, 3, 5; of four 1, 2, 4, 5. */
export function scoreOfFive(score: number, levels: number): number {
  return Math.round(1 + ((score - 1) * 4) / (levels - 1))
}

/** Position of the first rule that applies; the number of rules when none does. */
export function ruleOf(rules: readonly SegmentRule[], r: number, f: number, m: number): number {
  const within = (score: number, [low, high]: readonly [number, number]) => score >= low && score <= high
  const found = rules.findIndex(
    ({ recency, frequency, monetary }) =>
      within(r, recency) && within(f, frequency) && (monetary === undefined || within(m, monetary)),
  )
  return found < 0 ? rules.length : found
}
