import { assembleMethod } from '../define-method'
import { compute } from './compute'
import { explain } from './explain'
import { spec } from './method'
import { present } from './present'

export const retentionList = assembleMethod(spec, compute, present, explain)
