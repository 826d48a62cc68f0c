import type { MethodContext } from '../../methods/define-method'
import type { Random } from '../random'
import type { LloydLimits } from './lloyd'

export interface KMeansOptions extends LloydLimits {
  k: number
  /** Starts, of which the best is kept. */
  nInit: number
  /** k × d: start there, once, and follow Lloyd's algorithm alone. */
  initialCenters?: Float64Array | undefined
  /** Whether single transfers follow Lloyd's algorithm, up to 65,536 rows; by default unless centres are given. */
  refine?: boolean
}

export type KMeansContext = Pick<MethodContext, 'parallel'> & { random: Random }
