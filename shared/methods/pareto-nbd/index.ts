import { explainRepeatBuying } from '../../repeat-buying/explain-repeat-buying'
import { presentRepeatBuying } from '../../repeat-buying/present-repeat-buying'
import { assembleMethod } from '../define-method'
import { compute } from './compute'
import { spec } from './method'

export const paretoNbd = assembleMethod(spec, compute, presentRepeatBuying, explainRepeatBuying('pareto-nbd'))
