import { failure } from '../contract/app-error'
import { columnOf, type Frame, type TextColumn } from '../recipe/frame'
import { groupRows, rowsOfGroups } from '../recipe/groups'
import { groupPairs } from './group-pairs'
import { plainText } from './plain-text'
import { similarTexts } from './similar-texts'

/** Calls for work between two looks at the clock and the cancel flag. */
const COMPARISONS = 20_000
/** Comparisons a text takes, for saying how far it is. */
const PER_TEXT = 36

export interface DuplicateQuestion {
  /** Columns that must agree; all when empty. When `fuzzy`, texts need only be alike, and columns of identifiers do not count unless named. */
  columns: readonly string[]
  fuzzy: boolean
  /** Least similarity of texts, in (0, 1]. */
  threshold: number
}

/** Rows that say the same: ascending; `score` is 1 when they agree, else the least similarity to the group's centre. */
export interface DuplicateGroup {
  rows: Int32Array
  score: number
}

export interface DuplicateServices {
  cancelled(): boolean
  progress(fraction: number): void
}

/**
 * Rows of a table that agree, or whose texts are alike while all else agrees, in the order of their first rows.
 * A missing value agrees with a missing one; rows without any text are not alike.
 * @throws columnMissing, cancelled
 * Cost: a look-up per row and column; when fuzzy, 36 comparisons of texts for each distinct one (1 µs each).
 */
export function findDuplicates(
  frame: Frame,
  question: DuplicateQuestion,
  services: DuplicateServices,
): DuplicateGroup[] {
  const columns = columnsOf(frame, question).map((name) => columnOf(frame, name))
  const texts = question.fuzzy ? columns.filter((column) => column.kind === 'categorical') : []
  const agreeing = columns.filter((column) => !texts.some(({ name }) => name === column.name)).map(({ name }) => name)
  const blocks = rowsOfGroups(groupRows(frame, agreeing)).filter(({ length }) => length > 1)
  const groups =
    texts.length === 0 ? blocks.map((rows) => ({ rows, score: 1 })) : alike(blocks, texts, question, services)
  return groups.sort((a, b) => (a.rows[0] as number) - (b.rows[0] as number))
}

/** The columns that count. */
export function columnsOf(frame: Frame, { columns, fuzzy }: DuplicateQuestion): string[] {
  if (columns.length > 0) return [...columns]
  const known = frame.columns.filter(({ measureType }) => !fuzzy || measureType !== 'id')
  return known.map(({ name }) => name)
}

function alike(
  blocks: readonly Int32Array[],
  texts: readonly TextColumn[],
  { threshold }: DuplicateQuestion,
  { cancelled, progress }: DuplicateServices,
): DuplicateGroup[] {
  const plain = texts.map(({ levels }) => levels.map(plainText))
  const textOf = (row: number) =>
    texts
      .map(({ codes }, j) => plain[j]?.[codes[row] as number] ?? '')
      .filter((words) => words !== '')
      .join(' ')
  const expected = PER_TEXT * blocks.reduce((total, { length }) => total + length, 0)
  let [done, sinceLook] = [0, 0]
  const tick = (comparisons: number) => {
    done += comparisons
    sinceLook += comparisons
    if (sinceLook < COMPARISONS) return
    sinceLook = 0
    if (cancelled()) throw failure('cancelled')
    progress(Math.min(1, done / expected))
  }
  return blocks.flatMap((rows) => alikeIn(rows, textOf, threshold, tick))
}

function alikeIn(
  rows: Int32Array,
  textOf: (row: number) => string,
  threshold: number,
  tick: (comparisons: number) => void,
): DuplicateGroup[] {
  const rowsOf = new Map<string, number[]>()
  for (const row of rows) {
    const text = textOf(row)
    if (text === '') continue
    const known = rowsOf.get(text)
    if (known) known.push(row)
    else rowsOf.set(text, [row])
    tick(1)
  }
  const texts = [...rowsOf.keys()]
  const grouped = groupPairs(similarTexts(texts, threshold, tick))
  const inGroup = new Set(grouped.flatMap(({ members }) => members))
  const single = texts.flatMap((_, i) => (inGroup.has(i) ? [] : [{ members: [i], score: 1 }]))
  return [...grouped, ...single]
    .map(({ members, score }) => ({
      rows: Int32Array.from(members.flatMap((i) => rowsOf.get(texts[i] as string) as number[])).sort(),
      score,
    }))
    .filter((group) => group.rows.length > 1)
}
