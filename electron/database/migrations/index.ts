import { workspaceTables } from './0001-workspace'
import { exportTable } from './0002-exports'
import type { Migration } from './migration'

export type { Migration } from './migration'

export const migrations: readonly Migration[] = [workspaceTables, exportTable]

/** The schema this application writes. */
export const schemaVersion = migrations.length

/** "REGU" in ASCII: bytes 68–71 of every workspace file. */
export const applicationId = 0x52454755
