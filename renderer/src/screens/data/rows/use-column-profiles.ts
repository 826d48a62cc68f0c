import type { ColumnProfile } from '@shared/contract/channels'
import type { Dataset } from '@shared/dataset/schema'
import { useMemo } from 'react'
import { workbench } from '../../../app/workbench'
import { useAnswer } from '../../../components/use-answer'

const none: ReadonlyMap<string, ColumnProfile> = new Map()

/**
 * How the values of a dataset's columns are spread, by the columns' names.
 * @param isWanted rows come first: what is counted afterwards must not make them wait
 */
export function useColumnProfiles({ id, revision }: Dataset, isWanted: boolean) {
  const answer = useAnswer(`${id}@${revision} ${isWanted}`, async () =>
    isWanted ? workbench.dataset.profile({ dataset: id }) : [],
  )
  const profiles = useMemo(
    () => (answer.state === 'ready' ? new Map(answer.value.map((column) => [column.name, column])) : none),
    [answer],
  )
  return { profiles, again: answer.again }
}
