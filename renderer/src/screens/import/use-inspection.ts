import { useDebouncedValue } from '@mantine/hooks'
import { type AppError, toAppError } from '@shared/contract/app-error'
import type { ImportOptions, Inspection } from '@shared/contract/import'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { workbench } from '../../app/workbench'

interface Inspected {
  /** The latest answer; it stays while the next one is on its way. */
  inspection: Inspection | null
  error: AppError | null
  /** True while the answer is about other options than the current ones. */
  pending: boolean
  /** Looks once more: the file may be readable now. */
  again(): void
}

const DELAY_MS = 180

/** Looks into a file without importing it, anew whenever its options change. */
export function useInspection(token: string, options: Partial<ImportOptions>): Inspected {
  const [round, setRound] = useState(0)
  const key = JSON.stringify([token, options, round])
  const [wanted] = useDebouncedValue(key, DELAY_MS)
  const [answer, setAnswer] = useState<{
    key: string
    token: string
    inspection: Inspection | null
    error: AppError | null
  }>()
  useEffect(() => {
    let current = true
    const [askedToken, askedOptions] = JSON.parse(wanted) as [string, Partial<ImportOptions>]
    workbench.import.inspect({ token: askedToken, options: askedOptions }).then(
      (inspection) => current && setAnswer({ key: wanted, token: askedToken, inspection, error: null }),
      (thrown: unknown) =>
        current &&
        setAnswer((before) => ({
          key: wanted,
          token: askedToken,
          inspection: before?.token === askedToken ? before.inspection : null,
          error: toAppError(thrown),
        })),
    )
    return () => {
      current = false
    }
  }, [wanted])
  const again = useCallback(() => setRound((before) => before + 1), [])
  return useMemo(() => {
    const mine = answer?.token === token ? answer : undefined
    return { inspection: mine?.inspection ?? null, error: mine?.error ?? null, pending: mine?.key !== key, again }
  }, [answer, token, key, again])
}
