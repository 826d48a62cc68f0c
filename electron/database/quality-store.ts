import type { FoundQuality } from '@shared/quality/quality-report'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'
import { readDataset } from './dataset-store'

/** What a look through a revision depended on beside its rows. */
interface QualityKey {
  revisionId: number
  key: string
}

/** What the database thread can be asked about the quality of datasets. */
export interface QualityRequests {
  /** Null when this revision was not looked through yet, or when it was while something else held. */
  'quality/get': { request: QualityKey; response: FoundQuality | null }
  'quality/store': { request: QualityKey & { found: FoundQuality }; response: null }
  /** Ids of the findings that are not to be shown. */
  'quality/ignored': { request: { dataset: string }; response: string[] }
  'quality/ignore': { request: { dataset: string; finding: string; ignored: boolean }; response: string[] }
}

type Answers = {
  [N in keyof QualityRequests]: (request: QualityRequests[N]['request']) => QualityRequests[N]['response']
}

/** Answers them on the connection that is open when they are asked. */
export function qualityAnswers(database: () => WritableDatabase): Answers {
  return {
    'quality/get': (asked) => readQuality(database(), asked),
    'quality/store': (made) => storeQuality(database(), made),
    'quality/ignored': ({ dataset }) => listIgnored(database(), readDataset(database(), dataset).id),
    'quality/ignore': (asked) => setIgnored(database(), asked),
  }
}

function readQuality(database: ReadableDatabase, { revisionId, key }: QualityKey): FoundQuality | null {
  const sql = 'SELECT found FROM quality WHERE revision_id = ? AND key = ?'
  const found = prepared(database, sql).pluck().get(revisionId, key) as string | undefined
  return found === undefined ? null : (JSON.parse(found) as FoundQuality)
}

/** A revision that is gone meanwhile keeps nothing. */
function storeQuality(
  database: WritableDatabase,
  { revisionId, key, found }: QualityRequests['quality/store']['request'],
): null {
  const sql = `INSERT OR REPLACE INTO quality (revision_id, key, found, made_at)
    SELECT id, ?, ?, ? FROM revision WHERE id = ?`
  prepared(database, sql).run(key, JSON.stringify(found), new Date().toISOString(), revisionId)
  return null
}

function listIgnored(database: ReadableDatabase, datasetId: string): string[] {
  const sql = 'SELECT finding FROM ignored_finding WHERE dataset_id = ? ORDER BY ignored_at, finding'
  return prepared(database, sql).pluck().all(datasetId) as string[]
}

function setIgnored(
  database: WritableDatabase,
  { dataset, finding, ignored }: QualityRequests['quality/ignore']['request'],
): string[] {
  const { id } = readDataset(database, dataset)
  const sql = ignored
    ? 'INSERT OR IGNORE INTO ignored_finding (dataset_id, finding, ignored_at) VALUES (?, ?, ?)'
    : 'DELETE FROM ignored_finding WHERE dataset_id = ? AND finding = ?'
  prepared(database, sql).run(...[id, finding], ...(ignored ? [new Date().toISOString()] : []))
  return listIgnored(database, id)
}
