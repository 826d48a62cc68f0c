import { z } from 'zod'
import { isRecords, type Records } from '../dataset/records'

/** Checks that a field of a result is records and nothing inside, so that a long list costs nothing. */
export const recordsSchema = z.custom<Records>(isRecords)
