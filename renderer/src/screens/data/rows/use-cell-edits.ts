import type { Dataset } from '@shared/dataset/schema'
import type { RecipeStepInput } from '@shared/recipe/recipe'
import { useCallback, useEffect, useRef, useState } from 'react'
import { quietly } from '../../../app/store/followed-jobs'
import { isRunning, type Job } from '../../../app/store/jobs'
import { useWorkbenchStore } from '../../../app/store/workbench-store'
import { workbench } from '../../../app/workbench'
import { notifyError, notifyText, notifyUndo } from '../../../components/notify'

export type CellValue = string | number | null

/** A value that a person gave one cell. */
interface CellEdit {
  rowId: number
  column: string
  value: CellValue
  was: CellValue
}

type Cells = { row: number; column: string; value: CellValue; was?: CellValue }[]

const placeOf = (rowId: number, column: string) => `${rowId} ${column}`

/** Waits for the end of a job. */
function ended(jobId: string): Promise<Job> {
  const find = () => useWorkbenchStore.getState().jobs.find((job) => job.id === jobId && !isRunning(job))
  return new Promise((resolve) => {
    const known = find()
    if (known) return resolve(known)
    const stop = useWorkbenchStore.subscribe(() => {
      const job = find()
      if (!job) return
      stop()
      resolve(job)
    })
  })
}

/** Does a change of the recipe and waits until the dataset has it. */
async function done(start: () => Promise<{ jobId: string }>): Promise<boolean> {
  const { jobId } = await quietly(start)
  const job = await ended(jobId)
  if (job.error) notifyError(job.error)
  return job.state === 'completed'
}

/** Writes an edit into the recipe: edits that follow each other are one step, and each can be undone alone. */
async function write(dataset: string, { rowId, column, value, was }: CellEdit): Promise<boolean> {
  const { steps } = await workbench.recipe.get({ dataset })
  const before = steps.map(({ words: _, ...step }): RecipeStepInput => step)
  const last = before.at(-1)
  if (last?.kind !== 'set-cell' || last.enabled === false) {
    const cells = [{ row: rowId, column, value, was }]
    return done(() => workbench.recipe.append({ dataset, steps: [{ kind: 'set-cell', params: { cells } }] }))
  }
  const cells = (last.params as { cells: Cells }).cells
  const earlier = cells.find((cell) => cell.row === rowId && cell.column === column)
  // What stood there before the step stays what it was.
  const others = cells.filter((cell) => cell !== earlier)
  const edited = earlier ? { ...earlier, value } : { row: rowId, column, value, was }
  const step = { ...last, params: { cells: [...others, edited] } }
  return done(() => workbench.recipe.set({ dataset, steps: [...before.slice(0, -1), step] }))
}

/**
 * Edits of cells: shown at once, written as steps one after the other, undone and redone.
 * @param shown the revision that the grid shows: a later one has the edits that were written
 */
export function useCellEdits(dataset: Dataset, shown: number) {
  const { id } = dataset
  const [pending, setPending] = useState<ReadonlyMap<string, CellValue>>(new Map())
  const written = useRef(new Set<string>())
  const latest = useRef(shown)
  latest.current = shown
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const forget = useCallback(
    (places: ReadonlySet<string>) =>
      setPending((before) => new Map([...before].filter(([place]) => !places.has(place)))),
    [],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was written is in the data as soon as they are shown anew
  useEffect(() => {
    if (written.current.size === 0) return
    forget(written.current)
    written.current = new Set()
  }, [shown, forget])
  const inTurn = useCallback((act: () => Promise<unknown>) => {
    last.current = last.current.then(act).catch(notifyError)
  }, [])
  const through = useCallback(
    (way: 'undo' | 'redo') =>
      inTurn(async () => {
        const { canUndo, canRedo } = await workbench.recipe.get({ dataset: id })
        if (!(way === 'undo' ? canUndo : canRedo)) return notifyText('info', `grid.edit.nothingTo.${way}`)
        if (await done(() => workbench.recipe[way]({ dataset: id }))) notifyText('info', `grid.edit.${way}`)
      }),
    [id, inTurn],
  )
  const edit = useCallback(
    (cell: CellEdit) => {
      const place = placeOf(cell.rowId, cell.column)
      setPending((before) => new Map(before).set(place, cell.value))
      inTurn(async () => {
        const before = latest.current
        const isKept = await write(id, cell).catch((thrown) => {
          notifyError(thrown)
          return false
        })
        // The grid may show the new revision before the job is known to have ended.
        if (!isKept || latest.current > before) forget(new Set([place]))
        else written.current.add(place)
        if (!isKept) return
        const said = { row: cell.rowId + 1, column: cell.column, value: String(cell.value ?? '–') }
        notifyUndo('grid.edit.changed', said, async () => through('undo'))
      })
    },
    [id, inTurn, through, forget],
  )
  const pendingAt = useCallback(
    (rowId: number, column: string) => (pending.size === 0 ? undefined : pending.get(placeOf(rowId, column))),
    [pending],
  )
  return {
    edit,
    undo: () => through('undo'),
    redo: () => through('redo'),
    /** The value that a cell is getting; undefined when it is as the data say. */
    pendingAt,
  }
}

export type CellEdits = ReturnType<typeof useCellEdits>
