import { type AppError, toAppError } from '@shared/contract/app-error'
import type { EngineResponse } from '@shared/contract/channels'
import { useCallback, useEffect, useRef, useState } from 'react'
import { workbench } from '../../app/workbench'
import { rememberQuestion } from './query-history'

export type ConsoleState =
  | { state: 'idle' }
  | { state: 'running' }
  | { state: 'answered'; sql: string; answer: EngineResponse<'console/run'> }
  | { state: 'failed'; error: AppError }

/** Runs one question at a time; a new one ends the one before. */
export function useConsole() {
  const [state, setState] = useState<ConsoleState>({ state: 'idle' })
  const current = useRef<string | null>(null)
  const cancel = useCallback(() => {
    if (current.current) void workbench.console.cancel({ queryId: current.current }).catch(() => undefined)
  }, [])
  const run = useCallback(
    (sql: string, maxRows: number) => {
      if (sql.trim() === '') return
      cancel()
      const queryId = crypto.randomUUID()
      current.current = queryId
      rememberQuestion(sql)
      setState({ state: 'running' })
      const settle = (next: ConsoleState) => {
        if (current.current !== queryId) return
        current.current = null
        setState(next)
      }
      workbench.console.run({ queryId, sql, maxRows }).then(
        (answer) => settle({ state: 'answered', sql, answer }),
        (thrown: unknown) => settle({ state: 'failed', error: toAppError(thrown) }),
      )
    },
    [cancel],
  )
  useEffect(() => cancel, [cancel])
  return { state, run, cancel }
}
