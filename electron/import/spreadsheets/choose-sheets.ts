import { failure } from '@shared/contract/app-error'

/**
 * The sheets that an import is about: the one that is asked for by name or position, else all that are not hidden.
 * @throws sheetMissing, notAWorkbook
 */
export function chooseSheets<S extends { name: string; hidden: boolean }>(
  sheets: readonly S[],
  said: string | number | undefined,
  file: string,
): S[] {
  if (sheets.length === 0) throw failure('notAWorkbook', { file })
  if (said === undefined) {
    const visible = sheets.filter(({ hidden }) => !hidden)
    return visible.length > 0 ? visible : [...sheets]
  }
  const found = typeof said === 'number' ? sheets[said] : sheets.find(({ name }) => name === said)
  if (found) return [found]
  const names = sheets.map(({ name }) => name).join(', ')
  throw failure('sheetMissing', { sheet: String(said), sheets: names }, { parameter: 'sheet' })
}
