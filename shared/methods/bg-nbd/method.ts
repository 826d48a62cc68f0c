import { defineRepeatBuying } from '../../repeat-buying/define-repeat-buying'

const references = [
  {
    citation:
      'Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005). “Counting your customers” the easy way: an alternative to the Pareto/NBD model. Marketing Science, 24(2), 275–284.',
    variant: 'maximum likelihood, BFGS on log parameters',
  },
  {
    citation: 'Fader, P. S. & Hardie, B. G. S. (2013). The gamma-gamma model of monetary value.',
    variant: 'for spend and value',
  },
]

export const spec = defineRepeatBuying('bg-nbd', references, 2e-5)
