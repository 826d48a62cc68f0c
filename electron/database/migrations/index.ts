import { workspaceTables } from './0001-workspace'
import { exportTable } from './0002-exports'
import { recipes } from './0003-recipes'
import { receiptWarnings } from './0004-receipt-warnings'
import { segmentTables } from './0005-segments'
import { importTables } from './0006-imports'
import { receiptReadings } from './0007-receipt-readings'
import { chartTables } from './0008-charts'
import { qualityTables } from './0009-quality'
import { columnProfileTable } from './0010-column-profiles'
import { savedQuestions } from './0011-saved-questions'
import type { Migration } from './migration'

export type { Migration } from './migration'

export const migrations: readonly Migration[] = [
  workspaceTables,
  exportTable,
  recipes,
  receiptWarnings,
  segmentTables,
  importTables,
  receiptReadings,
  chartTables,
  qualityTables,
  columnProfileTable,
  savedQuestions,
]

/** The schema this application writes. */
export const schemaVersion = migrations.length

/** "REGU" in ASCII: bytes 68–71 of every workspace file. */
export const applicationId = 0x52454755
