import { failure } from '@shared/contract/app-error'

const codes = ['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE']

/** Whether the file system or SQLite had no room for what was to be written. */
export function isDiskFull(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && codes.includes(String(thrown.code))
}

/** A full disk is said as what it is, whether the file system or SQLite meets it. */
export function withDiskErrors<T>(action: () => T): T {
  try {
    return action()
  } catch (thrown) {
    throw isDiskFull(thrown) ? failure('diskFull') : thrown
  }
}
