import type { Groups } from '@shared/recipe/groups'
import type { SqlSample } from '@shared/recipe/sql/sql-break'
import { drawRows, sampleSize } from '@shared/recipe/steps/sample-rows'
import { fromText, placeIn, whereText } from '../sql-source'
import { listed, placesOf, type SqlRows, selectRows, settled } from '../sql-table'
import { type BreakInput, type BreakOutcome, fewer } from './break-outcome'

/** The same rows that the step draws by itself: only their places and groups come into memory. @throws sampleTooLarge */
export function sampledRows(input: BreakInput, { by, size, seed }: SqlSample): BreakOutcome {
  const { scratch, nRows } = input
  const wanted = sampleSize(size, nRows)
  const before = settled(scratch, input.rows)
  const { source } = before
  const drawn = drawRows(nRows, groupsBy(input, before, by), wanted, seed)
  const kept = scratch.newName('kept')
  scratch.database.exec(`CREATE TABLE ${kept}(place INTEGER PRIMARY KEY)`)
  const insert = scratch.database.prepare(`INSERT INTO ${kept} VALUES (?)`)
  scratch.database.transaction(() => {
    for (const [i, place] of drawn.entries()) {
      if (i % 10_000 === 0) scratch.expect(source.size)
      insert.run(place)
    }
  })()
  const list = placesOf(source).map(({ sql }) => sql)
  const place = placeIn(source)
  const limits = whereText(source, [`${place} IN (SELECT place FROM ${kept})`])
  return fewer(
    input,
    listed(scratch, before, `SELECT ${list.join(', ')} FROM ${fromText(source)} WHERE ${limits} ORDER BY ${place}`),
  )
}

/** Rows that agree in an expression, numbered by first appearance; all are one group without it. */
function groupsBy({ scratch, nRows }: BreakInput, rows: SqlRows, by: string | null): Groups {
  const ids = new Int32Array(nRows)
  if (by === null) return { ids, count: nRows === 0 ? 0 : 1, firsts: new Int32Array(Math.min(1, nRows)) }
  const places = new Map<unknown, number>()
  const firsts: number[] = []
  scratch.expect(nRows)
  let row = 0
  for (const key of scratch.database
    .prepare(selectRows(rows, [{ sql: by }]))
    .pluck()
    .iterate()) {
    let id = places.get(key)
    if (id === undefined) {
      id = places.size
      places.set(key, id)
      firsts.push(row)
    }
    ids[row++] = id
  }
  return { ids, count: places.size, firsts: Int32Array.from(firsts) }
}
