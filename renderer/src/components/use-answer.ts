import { type AppError, toAppError } from '@shared/contract/app-error'
import { useCallback, useEffect, useRef, useState } from 'react'

/** What a question to the engine has come to; `again` asks once more and keeps the old value until the new one is there. */
export type Answer<T> = { again(): void } & (
  | { state: 'waiting' }
  | { state: 'failed'; error: AppError }
  | { state: 'ready'; value: T }
)

type Kept<T> = { key: string } & ({ state: 'failed'; error: AppError } | { state: 'ready'; value: T })

/**
 * Asks the engine and follows the answer. A late answer to an old key is dropped.
 * @param key names the question; another key asks anew (include whatever the question depends on, e.g. the revision)
 * @param ask the question
 * @example const profile = useAnswer(`${id}@${revision}`, () => workbench.dataset.profile({ dataset: id }))
 */
export function useAnswer<T>(key: string, ask: () => Promise<T>): Answer<T> {
  const [kept, setKept] = useState<Kept<T> | null>(null)
  const [round, setRound] = useState(0)
  const question = useRef(ask)
  question.current = ask
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again on purpose
  useEffect(() => {
    let current = true
    question.current().then(
      (value) => current && setKept({ key, state: 'ready', value }),
      (thrown: unknown) => current && setKept({ key, state: 'failed', error: toAppError(thrown) }),
    )
    return () => {
      current = false
    }
  }, [key, round])
  const again = useCallback(() => setRound((before) => before + 1), [])
  if (kept?.key !== key) return { state: 'waiting', again }
  return kept.state === 'ready'
    ? { state: 'ready', value: kept.value, again }
    : { state: 'failed', error: kept.error, again }
}
