import { useDebouncedValue } from '@mantine/hooks'
import { type AppError, toAppError } from '@shared/contract/app-error'
import type { EngineResponse } from '@shared/contract/channels'
import type { RecipeStepInput } from '@shared/recipe/recipe'
import { useEffect, useState } from 'react'
import { workbench } from '../../app/workbench'

export type Preview =
  | { state: 'none' }
  | { state: 'waiting'; before: EngineResponse<'derive/preview'> | null }
  | { state: 'ready'; value: EngineResponse<'derive/preview'> }
  | { state: 'failed'; error: AppError }

const PAUSE = 300

/** What a step would make of a dataset, asked for when nothing has changed for a moment. */
export function usePreview(dataset: string, step: RecipeStepInput | null): Preview {
  const [words] = useDebouncedValue(step === null ? '' : JSON.stringify(step), PAUSE)
  const [preview, setPreview] = useState<Preview>({ state: 'none' })
  useEffect(() => {
    if (words === '') return setPreview({ state: 'none' })
    let current = true
    setPreview((last) => ({ state: 'waiting', before: last.state === 'ready' ? last.value : null }))
    const steps = [JSON.parse(words) as RecipeStepInput]
    workbench.derive.preview({ dataset, steps }).then(
      (value) => current && setPreview({ state: 'ready', value }),
      (thrown: unknown) => current && setPreview({ state: 'failed', error: toAppError(thrown) }),
    )
    return () => {
      current = false
    }
  }, [dataset, words])
  return preview
}
