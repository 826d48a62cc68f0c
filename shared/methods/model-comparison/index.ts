import { assembleMethod } from '../define-method'
import { compute } from './compute'
import { spec } from './method'
import { present } from './present'

/** Which way to learn is best here, and whether beyond chance. */
export const modelComparison = assembleMethod(spec, compute, present)
