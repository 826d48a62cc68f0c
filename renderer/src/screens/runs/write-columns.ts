import type { RunSummary } from '@shared/contract/workspace'
import type { Dataset } from '@shared/dataset/schema'
import type { RecipeStepInput } from '@shared/recipe/recipe'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'

/** What of a run's rows is worth a column, by the field of the result: how many columns, and what they are called. */
const columnsOf: Readonly<Record<string, { count: number; word: string }>> = {
  labels: { count: 1, word: 'segment' },
  rowScores: { count: 1, word: 'prediction' },
  scores: { count: 2, word: 'component' },
  embedding: { count: 2, word: 'map' },
}

/** The field of a method's result that can become columns; the first it has, or null. */
export function writableField(perRow: readonly string[]): string | null {
  return perRow.find((field) => field in columnsOf) ?? null
}

function freeName(taken: ReadonlySet<string>, wanted: string): string {
  let name = wanted
  for (let count = 2; taken.has(name); count++) name = `${wanted} ${count}`
  return name
}

/**
 * Writes what a run found for each row into its dataset, as steps of preparation that can be undone.
 * @param say words of a column, by `runs.column.<word>`
 */
export async function writeColumns(
  run: RunSummary,
  dataset: Dataset,
  field: string,
  say: (key: string) => string,
): Promise<void> {
  const { count, word } = columnsOf[field] ?? { count: 1, word: 'segment' }
  const taken = new Set(dataset.columns.map(({ name }) => name))
  const steps = Array.from({ length: count }, (_, index): RecipeStepInput => {
    const name = freeName(taken, count > 1 ? `${say(`runs.column.${word}`)} ${index + 1}` : say(`runs.column.${word}`))
    taken.add(name)
    return { kind: 'add-run-column', params: { runId: run.id, path: field, index, name } }
  })
  try {
    await workbench.recipe.append({ dataset: dataset.id, steps })
  } catch (thrown) {
    notifyError(thrown)
  }
}
