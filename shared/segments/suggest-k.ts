import { literal, type Text, type TextValue, text } from '../contract/text'
import { gapChoice } from '../math/gap-statistic'

/** From this mean Jaccard index on a segment comes back in other samples. */
const STABLE = 0.85
/** Below it segments dissolve in other samples, whatever valleys there are. Source: Hennig (2007). */
const DISSOLVED = 0.5
/** Share of the best silhouette that counts as nearly as distinct. */
const DISTINCT = 0.9

/** What speaks for a number of segments. */
export const criteria = ['silhouette', 'calinskiHarabasz', 'daviesBouldin', 'gap', 'stability', 'separation'] as const
export type Criterion = (typeof criteria)[number]

/** The number each criterion favours. */
export type Votes = Partial<Record<Criterion, number>>

type Values = readonly (number | null)[]

/** Criteria by number of segments; those not measured are absent. */
export interface Measured {
  k: readonly number[]
  silhouette: Values
  separation: Values
  /** Bootstrap Jaccard index of every segment, by number of segments. */
  stabilityPerCluster: readonly (readonly number[])[]
  calinskiHarabasz?: Values
  daviesBouldin?: Values
  gap?: Values
  gapStandardError?: Values
}

/** Who decides when as many criteria favour different numbers. */
const precedence: readonly Criterion[] = [
  'separation',
  'stability',
  'silhouette',
  'gap',
  'calinskiHarabasz',
  'daviesBouldin',
]

/** The number each criterion favours, as far as it could be measured. */
export function votesOf(curves: Measured): Votes {
  const votes: Votes = {}
  const put = (criterion: Criterion, k: number | undefined) => {
    if (k !== undefined) votes[criterion] = k
  }
  put('silhouette', bestOf(curves.k, curves.silhouette, 1))
  put('calinskiHarabasz', bestOf(curves.k, curves.calinskiHarabasz ?? [], 1))
  put('daviesBouldin', bestOf(curves.k, curves.daviesBouldin ?? [], -1))
  put('gap', gapVote(curves))
  put('stability', stabilityVote(curves))
  put('separation', separationVote(curves))
  return votes
}

function bestOf(counts: readonly number[], values: readonly (number | null)[], sign: 1 | -1): number | undefined {
  let best: number | undefined
  for (const [i, value] of values.entries()) {
    if (value === null) continue
    if (best === undefined || sign * value > sign * (values[best] as number)) best = i
  }
  return best === undefined ? undefined : counts[best]
}

function gapVote({ k, gap = [], gapStandardError = [] }: Measured): number | undefined {
  const isNumber = (value: number | null) => value !== null
  if (!gap.every(isNumber) || gap.length === 0) return undefined
  return gapChoice(k, { gap: gap as number[], standardError: gapStandardError as number[] })
}

/**
 * The largest number of segments at which even the least stable one comes back in other samples, and which are nearly
 * as distinct as those of any other such number: halves of one long segment come back too, but are not distinct.
 */
function stabilityVote({ k, silhouette, stabilityPerCluster }: Measured): number | undefined {
  const stable = [...k.keys()].filter(
    (i) => (k[i] as number) > 1 && Math.min(...(stabilityPerCluster[i] ?? [0])) >= STABLE,
  )
  const best = Math.max(...stable.map((i) => silhouette[i] ?? 0))
  const found = stable.filter((i) => (silhouette[i] ?? 0) >= DISTINCT * best).at(-1)
  return found === undefined ? undefined : k[found]
}

/** The largest number of segments that all have a valley between them and their neighbours, and come back in other samples. */
function separationVote({ k, separation, stabilityPerCluster }: Measured): number | undefined {
  const isStable = (i: number) => Math.min(...(stabilityPerCluster[i] ?? [1])) >= DISSOLVED
  const found = [...k.keys()].filter((i) => (separation[i] ?? 0) >= 1 && isStable(i)).at(-1)
  return found === undefined ? undefined : k[found]
}

/**
 * The number to begin with, and why: the larger one of those that separation and stability favour, for that is as much
 * structure as the data hold up; where there is neither, the one that most criteria favour.
 */
export function suggestK(votes: Votes, counts: readonly number[]): { k: number; reason: Text } {
  const cast = precedence.filter((criterion) => votes[criterion] !== undefined)
  const k = Math.max(votes.separation ?? 0, votes.stability ?? 0) || mostFavoured(votes, cast)
  if (k === undefined) return { k: counts[0] ?? 2, reason: word('reason.none') }
  const decides = (['separation', 'stability'] as const).find((criterion) => votes[criterion] === k)
  const agreed = cast.filter((criterion) => votes[criterion] === k && criterion !== decides)
  const others = cast.filter((criterion) => votes[criterion] !== k)
  const values = {
    k,
    agreed: sentence('reason.agreed', { agreed: agreed.map(nameOf) }, agreed.length > 0),
    others: sentence(
      'reason.others',
      { others: others.map((other) => differs(other, votes[other] as number)) },
      others.length > 0,
    ),
  }
  const why = { separation: 'reason.separate', stability: 'reason.stable' }
  return { k, reason: word(decides ? why[decides] : 'reason.most', values) }
}

function mostFavoured(votes: Votes, cast: readonly Criterion[]): number | undefined {
  const support = (k: number) => cast.filter((criterion) => votes[criterion] === k).length
  return cast
    .map((criterion) => votes[criterion] as number)
    .reduce<number | undefined>((best, k) => (best === undefined || support(k) > support(best) ? k : best), undefined)
}

function word(id: string, values?: Record<string, TextValue>): Text {
  return text(`methods.choose-k.result.${id}`, values)
}

function nameOf(criterion: Criterion): Text {
  return word(`criterion.${criterion}`)
}

function differs(criterion: Criterion, k: number): Text {
  return word('reason.other', { criterion: nameOf(criterion), k })
}

function sentence(id: string, values: Record<string, TextValue>, isSaid: boolean): Text {
  return isSaid ? word(id, values) : literal('')
}
