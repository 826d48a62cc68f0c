import { explainRepeatBuying } from '../../repeat-buying/explain-repeat-buying'
import { presentRepeatBuying } from '../../repeat-buying/present-repeat-buying'
import { assembleMethod } from '../define-method'
import { compute } from './compute'
import { spec } from './method'

export const bgNbd = assembleMethod(spec, compute, presentRepeatBuying, explainRepeatBuying('bg-nbd'))
