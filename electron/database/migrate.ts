import type { WritableDatabase } from './connection'
import { applicationId, type Migration, migrations } from './migrations'

/** Schema number of a file: PRAGMA user_version. */
export function versionOf(database: WritableDatabase): number {
  return database.pragma('user_version', { simple: true }) as number
}

/**
 * Brings a file to the newest schema, each step in a transaction of its own together with its number.
 * @param steps the migrations to know of; the application's own unless a test brings others
 */
export function migrate(database: WritableDatabase, steps: readonly Migration[] = migrations): void {
  for (const step of steps) {
    if (step.version <= versionOf(database)) continue
    database.transaction(() => {
      database.exec(step.up)
      database.pragma(`application_id = ${applicationId}`)
      database.pragma(`user_version = ${step.version}`)
    })()
  }
}
