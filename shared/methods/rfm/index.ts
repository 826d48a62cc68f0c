import { assembleMethod } from '../define-method'
import { compute } from './compute'
import { explain } from './explain'
import { spec } from './method'
import { present } from './present'

export const rfm = assembleMethod(spec, compute, present, explain)
