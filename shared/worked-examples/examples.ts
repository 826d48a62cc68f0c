/** A small sum to learn by: what is given, and which method answers it. */
export type WorkedExample =
  /** Money per period at a discount rate, as the customer value calculator takes it. */
  | { id: string; kind: 'flows'; flows: readonly number[]; rate: number; quoted: number }
  /** Revenue and cost of some customers. */
  | { id: string; kind: 'margin'; customers: readonly { revenue: number; cost: number }[] }
  /** How many gave each score, on a scale. */
  | { id: string; kind: 'scores'; counts: readonly { score: number; count: number }[]; quoted: number }
  /** Scores with weights, which need not add up to 1. */
  | { id: string; kind: 'weighted'; scores: readonly number[]; weights: readonly number[]; quoted: number }
  /** Points to be split into two groups. */
  | { id: string; kind: 'split'; points: readonly (readonly [number, number])[]; quoted: readonly number[] }

/** The examples of the tutorial. `quoted` is the answer that is often given for them, and is wrong. */
export const workedExamples: readonly WorkedExample[] = [
  { id: 'threeYears', kind: 'flows', flows: [900, 720, 1080], rate: 0.1, quoted: 2221.27 },
  { id: 'fiveYears', kind: 'flows', flows: [900, 720, 1080, 1350, 1620], rate: 0.1, quoted: 4322.3 },
  { id: 'fourYears', kind: 'flows', flows: [10_000, 8000, 12_000, 15_000], rate: 0.1, quoted: 35_216.81 },
  {
    id: 'margin',
    kind: 'margin',
    customers: [
      { revenue: 10_000, cost: 6000 },
      { revenue: 1200.5, cost: 1300.25 },
      { revenue: 0, cost: 0 },
    ],
  },
  {
    id: 'satisfaction',
    kind: 'scores',
    counts: [
      { score: 5, count: 80 },
      { score: 4, count: 15 },
      { score: 3, count: 5 },
    ],
    quoted: 4.3,
  },
  { id: 'weighted', kind: 'weighted', scores: [4, 5, 5, 4, 4], weights: [0.2, 0.3, 0.3, 0.2, 0.2], quoted: 4.6 },
  {
    id: 'split',
    kind: 'split',
    points: Array.from({ length: 9 }, (_, i) => [i + 1, i + 2] as const),
    quoted: [0, 0, 0, 1, 1, 1, 1, 0, 0],
  },
]
