import { literal, type Text, text } from '../../contract/text'

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

/** A segment's name in the reader's language; one of one's own as it was written. */
export function segmentText(segment: string): Text {
  return isStandardSegment(segment) ? text(`methods.rfm.segments.${segment}`) : literal(segment)
}

/** A score on the scale 1–5: of three levels 1, 3, 5; of four 1, 2, 4, 5. */
export function scoreOfFive(score: number, levels: number): number {
  return Math.round(1 + ((score - 1) * 4) / (levels - 1))
}

/** Segments there are rules for, in the order of their first rule: several rules may make one segment. */
export function segmentNames(rules: readonly SegmentRule[]): string[] {
  return [...new Set(rules.map(({ segment }) => segment))]
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

/** The segment of every recency score (rows, from 1) and frequency score (columns, from 1). */
export function cellsOfRules(rules: readonly SegmentRule[]): string[][] {
  return five.map((r) => five.map((f) => rules[ruleOf(rules, r, f, 3)]?.segment ?? otherSegment))
}

/** Rules, as few as rows of cells allow, that make these segments of recency and frequency scores; cells of `other` need none. */
export function rulesOfCells(cells: readonly (readonly string[])[]): SegmentRule[] {
  const rules: SegmentRule[] = []
  for (const [row, segments] of cells.entries()) {
    for (let from = 0, to = 0; from < segments.length; from = to) {
      while (to < segments.length && segments[to] === segments[from]) to++
      addCells(rules, segments[from] as string, row + 1, [from + 1, to])
    }
  }
  return rules.filter(({ segment }) => segment !== otherSegment)
}

const five = [1, 2, 3, 4, 5] as const

/** Lengthens the rule of the row before when it has the same segment and frequencies, else adds one. */
function addCells(rules: SegmentRule[], segment: string, row: number, frequency: readonly [number, number]): void {
  const at = rules.findIndex(
    (rule) =>
      rule.segment === segment &&
      rule.recency[1] === row - 1 &&
      rule.frequency[0] === frequency[0] &&
      rule.frequency[1] === frequency[1],
  )
  const before = rules[at]
  if (before) rules[at] = { ...before, recency: [before.recency[0], row] }
  else rules.push({ segment, recency: [row, row], frequency })
}
