import type { MethodDescriptor } from '@shared/contract/workspace'
import type { Dataset } from '@shared/dataset/schema'
import { offeredColumns } from './columns/offered-columns'

/** Whether every column a method cannot do without is there. */
function canServe(method: MethodDescriptor, dataset: Dataset): boolean {
  return Object.values(method.inputs).every(
    (input) => !input.required || offeredColumns(dataset.columns, input).suited.length >= (input.min ?? 1),
  )
}

/** A method that asks which column names the customer sums up purchases or visits; any other takes a row for a customer. */
function wantsEvents(method: MethodDescriptor): boolean {
  return Object.values(method.inputs).some((input) => input.prefer?.includes('customer'))
}

/**
 * The dataset a method is asked of when nobody says which: one that has the columns, of the grain the method works on, and
 * of these the latest.
 */
export function suitedDataset(method: MethodDescriptor, datasets: readonly Dataset[]): Dataset | undefined {
  const score = (dataset: Dataset) =>
    (canServe(method, dataset) ? 2 : 0) + ((dataset.grain === 'customer') !== wantsEvents(method) ? 1 : 0)
  return datasets.toSorted((a, b) => score(b) - score(a) || (a.createdAt < b.createdAt ? 1 : -1))[0]
}
