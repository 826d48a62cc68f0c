import { createHash } from 'node:crypto'

/**
 * What files with the same columns have in common: a hash of their names in order, whatever their case, width and spaces.
 * @param names of the columns as they stand in the file
 */
export function headerSignature(names: readonly string[]): string {
  const plain = names.map((name) => name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase())
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex')
}
