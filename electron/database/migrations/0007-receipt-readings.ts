import type { Migration } from './migration'

/** `receipt.reading`: how cells of the file became columns (JSON), so that rejected rows can be read again without the file. */
export const receiptReadings: Migration = {
  version: 7,
  up: 'ALTER TABLE receipt ADD COLUMN reading TEXT;',
}
