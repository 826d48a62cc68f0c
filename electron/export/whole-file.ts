import { rename, rm } from 'node:fs/promises'
import { type AppException, failure } from '@shared/contract/app-error'

/** What the file system says, and what a person reads. */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'outDiskFull',
  EDQUOT: 'outDiskFull',
  EFBIG: 'outDiskFull',
  EBUSY: 'outInUse',
  ETXTBSY: 'outInUse',
  EPERM: 'outNotAllowed',
  EACCES: 'outNotAllowed',
  EROFS: 'outNotAllowed',
  ENOENT: 'outFolderMissing',
  ENOTDIR: 'outFolderMissing',
}

/** The failure to write a file, with its cause in plain words; null when something else went wrong. */
export function writeFailure(path: string, thrown: unknown): AppException | null {
  if (!(thrown instanceof Error) || !('syscall' in thrown)) return null
  const { code } = thrown as NodeJS.ErrnoException
  const known = code === undefined ? undefined : reasons[code]
  return known ? failure(known, { path }) : failure('outNotWritten', { path, detail: thrown.message })
}

/**
 * Writes a file that appears complete, or not at all.
 * @param write fills the draft, which lies beside the file, and returns what came of it
 * @throws outNotWritten and its kin, and whatever `write` throws
 */
export async function writeWhole<T>(path: string, draft: string, write: () => Promise<T>): Promise<T> {
  try {
    const made = await write()
    await rename(draft, path)
    return made
  } catch (thrown) {
    throw writeFailure(path, thrown) ?? thrown
  } finally {
    await rm(draft, { force: true, maxRetries: 3 })
  }
}
