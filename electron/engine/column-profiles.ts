import type { ColumnProfile } from '@shared/contract/channels'
import type { WorkspaceSession } from './workspace-session'

/**
 * What the columns of a dataset's current revision hold. It is counted once and kept with the revision, which never changes.
 * @throws datasetUnknown
 */
export async function columnProfiles(
  { database, reader }: WorkspaceSession,
  dataset: string,
): Promise<ColumnProfile[]> {
  const { id, datasetId, number } = await database.request('dataset/revision', { dataset })
  const known = await database.request('profile/get', { revisionId: id })
  if (known) return known
  const columns = await reader.profile({ dataset: datasetId, revision: number })
  // What cannot be kept, as on a full disk, is counted again the next time.
  await database.request('profile/store', { revisionId: id, columns }).catch(() => null)
  return columns
}
