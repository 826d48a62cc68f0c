import { addresses } from '../app/routes/addresses'

interface NewRunPlace {
  dataset?: string | undefined
  /** A run whose choices the form begins with. */
  from?: string | undefined
  /** A role or parameter to go to at once. */
  focus?: string | undefined
  /** What kind of column is to be predicted. */
  target?: 'kinds' | undefined
  /** A job that did not end well, whose choices the form begins with. */
  again?: string | undefined
  /** The job that computes this run now. */
  job?: string | undefined
}

/** The address of a method's form with what it begins with. */
export function newRunAddress(methodId: string, { dataset, ...others }: NewRunPlace): string {
  const address = addresses.newRun(methodId, dataset)
  const given = Object.entries(others).filter((entry): entry is [string, string] => entry[1] !== undefined)
  if (given.length === 0) return address
  return `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams(given)}`
}
