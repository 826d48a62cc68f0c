import { useDebouncedValue } from '@mantine/hooks'
import type { EngineResponse } from '@shared/contract/channels'
import type { RecipeStepInput } from '@shared/recipe/recipe'
import { useEffect, useState } from 'react'
import { workbench } from '../../app/workbench'

export type StepPreview = EngineResponse<'recipe/preview'>
const pauseMs = 350

/** What steps would do, with some rows before and after those from a place on; asked for when nothing has changed for a moment; null while it is under way. */
export function useStepPreview(
  dataset: string,
  steps: readonly RecipeStepInput[] | null,
  examplesFrom?: number,
): StepPreview | null {
  const [words] = useDebouncedValue(steps === null ? '' : JSON.stringify(steps), pauseMs)
  const [preview, setPreview] = useState<{ words: string; value: StepPreview } | null>(null)
  useEffect(() => {
    if (words === '') return
    let current = true
    const wanted = JSON.parse(words) as RecipeStepInput[]
    workbench.recipe.preview({ dataset, steps: wanted, examplesFrom }).then(
      (value) => current && setPreview({ words, value }),
      () => current && setPreview(null),
    )
    return () => {
      current = false
    }
  }, [dataset, words, examplesFrom])
  return preview?.words === words && words !== '' ? preview.value : null
}
