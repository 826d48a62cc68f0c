import { defineRepeatBuying } from '../../repeat-buying/define-repeat-buying'

const references = [
  {
    citation:
      'Batislam, E. P., Denizel, M. & Filiztekin, A. (2007). Empirical validation and comparison of models for customer base analysis. International Journal of Research in Marketing, 24(3), 201–209.',
    variant: 'drop-out possible after the first purchase',
  },
  {
    citation: 'Fader, P. S. & Hardie, B. G. S. (2013). The gamma-gamma model of monetary value.',
    variant: 'for spend and value',
  },
]

export const spec = defineRepeatBuying('mbg-nbd', references, 2e-5)
