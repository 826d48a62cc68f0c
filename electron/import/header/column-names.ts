import type { SampleRow } from '../rows/sample'

/**
 * Names of the columns from the header rows: group names reach to the right over the columns they span, several rows are joined,
 * and every name is different. A column without a name is `column_7`: the same in every language, because it is stored.
 */
export function columnNames(header: readonly SampleRow[], width: number): string[] {
  const last = header.length - 1
  const parts = header.map((row, i) =>
    i < last ? spread(row, header[i + 1] as SampleRow, width) : textsOf(row, width),
  )
  const names = Array.from({ length: width }, (_, column) => {
    const words = parts.map((row) => row[column] as string)
    return words.filter((word, i) => word !== '' && word !== words[i - 1]).join(' ')
  })
  return makeUnique(names)
}

function textsOf(row: SampleRow, width: number): string[] {
  return Array.from({ length: width }, (_, i) => cleanName(row.cells[i]?.text ?? ''))
}

/** A group's name holds until the next one, where the row below has a name of its own. */
function spread(row: SampleRow, below: SampleRow, width: number): string[] {
  let current = ''
  return textsOf(row, width).map((name, i) => {
    if (name !== '') current = name
    const own = (below.cells[i]?.text.trim() ?? '') !== ''
    return name !== '' || !own ? name : current
  })
}

/** Line breaks and control characters have no place in a name. */
function cleanName(name: string): string {
  const printable = [...name].map((character) =>
    character < ' ' || character === '\u007f' || character === '\ufeff' ? ' ' : character,
  )
  return printable.join('').replace(/ {2,}/g, ' ').trim()
}

/** SQLite compares names without regard to the case of ASCII letters; `_row` is the row id's own. */
export function makeUnique(names: readonly string[]): string[] {
  const taken = new Set(['_row'])
  return names.map((name, i) => {
    const wanted = name === '' ? `column_${i + 1}` : name
    let candidate = wanted
    for (let count = 2; taken.has(candidate.toLowerCase()); count += 1) candidate = `${wanted}_${count}`
    taken.add(candidate.toLowerCase())
    return candidate
  })
}
