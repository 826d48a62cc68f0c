import { assembleMethod } from '../define-method'
import { compute } from './compute'
import { spec } from './method'
import { present } from './present'

export const umap = assembleMethod(spec, compute, present)
