import type { RecipeView } from '@shared/contract/recipe-channels'
import type { Dataset } from '@shared/dataset/schema'
import type { RecipeStepInput } from '@shared/recipe/recipe'
import { useEffect, useState } from 'react'
import { quietly, useFollowedJob } from '../../app/store/followed-jobs'
import { isRunning } from '../../app/store/jobs'
import { useJob } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { useAnswer } from '../../components/use-answer'

/** A dataset's recipe and what can be done to it; every change is a job, one at a time. */
export function useRecipe(dataset: Dataset) {
  const answer = useAnswer(dataset.id, () => workbench.recipe.get({ dataset: dataset.id }))
  const [jobId, setJobId] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const job = useJob(jobId)
  useFollowedJob(jobId)
  const { again } = answer
  const state = job?.state ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: a job's end or another revision is when the steps may have changed
  useEffect(() => again(), [state, dataset.revision, again])
  const hasEnded = job !== undefined && !isRunning(job)
  useEffect(() => {
    if (hasEnded) setBusy(false)
  }, [hasEnded])
  const follow = (started: Promise<{ jobId: string }>) => {
    setBusy(true)
    setJobId(null)
    // An undo is done before the page knows its job.
    quietly(() => started).then(
      (known) => setJobId(known.jobId),
      (thrown) => {
        setBusy(false)
        notifyError(thrown)
      },
    )
  }
  return {
    answer,
    job: job && isRunning(job) ? job : null,
    /** From the click on, until the job that it started has ended. */
    isBusy,
    error: job?.state === 'failed' ? job.error : null,
    finished: job?.state === 'completed' ? jobId : null,
    set: (steps: readonly RecipeStepInput[]) =>
      follow(workbench.recipe.set({ dataset: dataset.id, steps: [...steps] })),
    undo: () => follow(workbench.recipe.undo({ dataset: dataset.id })),
    redo: () => follow(workbench.recipe.redo({ dataset: dataset.id })),
    stop: () => {
      if (jobId !== null) workbench.job.cancel({ jobId }).catch(notifyError)
    },
  }
}

export type RecipeControl = ReturnType<typeof useRecipe>
export type StepView = RecipeView['steps'][number]

/** A step as it is sent: without what was only said about it. */
export function sent({ words: _, ...step }: StepView): RecipeStepInput {
  return step
}
