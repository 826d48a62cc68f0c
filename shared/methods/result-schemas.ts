import { z } from 'zod'
import { isMatrix, type Matrix } from '../dataset/column'

/** Schemas of the arrays in results; they check the kind of array and nothing inside it, so that a long one costs nothing. */
export const int32Schema = z.instanceof(Int32Array)
export const float64Schema = z.instanceof(Float64Array)
export const matrixSchema = z.custom<Matrix>(isMatrix)
