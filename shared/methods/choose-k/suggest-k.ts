import { literal, type Text, text } from '../../contract/text'
import { gapChoice } from '../../math/gap-statistic'
import type { ChooseKResult, Criterion } from './method'

/** From this mean Jaccard index on segments come back in other samples. */
const STABLE = 0.85

/** Who decides when as many criteria favour different numbers. */
const precedence: readonly Criterion[] = ['stability', 'gap', 'silhouette', 'calinskiHarabasz', 'daviesBouldin']

type Curves = Pick<
  ChooseKResult,
  'k' | 'silhouette' | 'calinskiHarabasz' | 'daviesBouldin' | 'gap' | 'gapStandardError' | 'stability'
>

/** The number each criterion favours, as far as it could be measured. */
export function votesOf(curves: Curves): Partial<Record<Criterion, number>> {
  const votes: Partial<Record<Criterion, number>> = {}
  const put = (criterion: Criterion, k: number | undefined) => {
    if (k !== undefined) votes[criterion] = k
  }
  put('silhouette', bestOf(curves.k, curves.silhouette, 1))
  put('calinskiHarabasz', bestOf(curves.k, curves.calinskiHarabasz, 1))
  put('daviesBouldin', bestOf(curves.k, curves.daviesBouldin, -1))
  put('gap', gapVote(curves))
  put('stability', stabilityVote(curves))
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

function gapVote({ k, gap, gapStandardError }: Curves): number | undefined {
  const isNumber = (value: number | null) => value !== null
  if (!gap.every(isNumber) || gap.length === 0) return undefined
  return gapChoice(k, { gap: gap as number[], standardError: gapStandardError as number[] })
}

/** The largest number whose segments are stable on average; the most stable one when none is. */
function stabilityVote({ k, stability }: Curves): number | undefined {
  const stable = k.filter((count, i) => count > 1 && (stability[i] ?? 0) >= STABLE)
  return (
    stable.at(-1) ??
    bestOf(
      k,
      stability.map((value, i) => ((k[i] as number) > 1 ? value : null)),
      1,
    )
  )
}

/** The number that most criteria favour, and why. */
export function suggestK(
  votes: Partial<Record<Criterion, number>>,
  counts: readonly number[],
): { k: number; reason: Text } {
  const cast = precedence.filter((criterion) => votes[criterion] !== undefined)
  const support = (k: number) => cast.filter((criterion) => votes[criterion] === k)
  const candidates = cast.map((criterion) => votes[criterion] as number)
  const k = candidates.reduce<number | undefined>(
    (best, candidate) => (best === undefined || support(candidate).length > support(best).length ? candidate : best),
    undefined,
  )
  if (k === undefined) return { k: counts[0] ?? 2, reason: text('methods.choose-k.result.reason.none') }
  const names = (list: readonly Criterion[]) =>
    list.map((criterion) => text(`methods.choose-k.result.criterion.${criterion}`))
  const others = cast.filter((criterion) => votes[criterion] !== k)
  const values = { k, agreed: names(support(k)), count: support(k).length, of: cast.length }
  const against = others.map((criterion) =>
    text('methods.choose-k.result.reason.other', {
      criterion: names([criterion])[0] as Text,
      k: votes[criterion] as number,
    }),
  )
  const rest = against.length > 0 ? text('methods.choose-k.result.reason.others', { others: against }) : literal('')
  return { k, reason: text('methods.choose-k.result.reason.most', { ...values, rest }) }
}
