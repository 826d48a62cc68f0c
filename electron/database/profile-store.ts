import type { ColumnProfile } from '@shared/contract/channels'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'

/** What the database thread can be asked about what columns hold. */
export interface ProfileRequests {
  /** Null when the columns of this revision were not looked at yet. */
  'profile/get': { request: { revisionId: number }; response: ColumnProfile[] | null }
  'profile/store': { request: { revisionId: number; columns: ColumnProfile[] }; response: null }
}

type Answers = {
  [N in keyof ProfileRequests]: (request: ProfileRequests[N]['request']) => ProfileRequests[N]['response']
}

/** Answers them on the connection that is open when they are asked. */
export function profileAnswers(database: () => WritableDatabase): Answers {
  return {
    'profile/get': ({ revisionId }) => readProfile(database(), revisionId),
    'profile/store': ({ revisionId, columns }) => storeProfile(database(), revisionId, columns),
  }
}

function readProfile(database: ReadableDatabase, revisionId: number): ColumnProfile[] | null {
  const columns = prepared(database, 'SELECT columns FROM column_profile WHERE revision_id = ?')
    .pluck()
    .get(revisionId) as string | undefined
  return columns === undefined ? null : (JSON.parse(columns) as ColumnProfile[])
}

/** A revision that is gone meanwhile keeps nothing. */
function storeProfile(database: WritableDatabase, revisionId: number, columns: readonly ColumnProfile[]): null {
  const sql = 'INSERT OR REPLACE INTO column_profile (revision_id, columns) SELECT id, ? FROM revision WHERE id = ?'
  prepared(database, sql).run(JSON.stringify(columns), revisionId)
  return null
}
