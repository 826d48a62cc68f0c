import { workspaceTables } from './0001-workspace'

/** One step of the schema. Numbered without gaps from 1; never changed once released. */
export interface Migration {
  version: number
  up: string
}

export const migrations: readonly Migration[] = [workspaceTables]

/** The schema this application writes. */
export const schemaVersion = migrations.length

/** "REGU" in ASCII: bytes 68–71 of every workspace file. */
export const applicationId = 0x52454755
