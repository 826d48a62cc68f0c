import { defineRepeatBuying } from '../../repeat-buying/define-repeat-buying'

const references = [
  {
    citation:
      'Schmittlein, D. C., Morrison, D. G. & Colombo, R. (1987). Counting your customers: who are they and what will they do next? Management Science, 33(1), 1–24.',
  },
  {
    citation:
      'Fader, P. S. & Hardie, B. G. S. (2005). A note on deriving the Pareto/NBD model and related expressions.',
    variant: 'likelihood by Gauss–Legendre quadrature',
  },
  {
    citation: 'Fader, P. S. & Hardie, B. G. S. (2013). The gamma-gamma model of monetary value.',
    variant: 'for spend and value',
  },
]

export const spec = defineRepeatBuying('pareto-nbd', references, 1e-4)
