import { bgNbd } from '@shared/methods/bg-nbd'
import { cohortRetention } from '@shared/methods/cohort-retention'
import type { Method, MethodInput } from '@shared/methods/define-method'
import { gammaGamma } from '@shared/methods/gamma-gamma'
import { lifecycle } from '@shared/methods/lifecycle'
import { paretoNbd } from '@shared/methods/pareto-nbd'
import { rfm } from '@shared/methods/rfm'
import { describe, expect, test } from 'vitest'
import { runMethod } from '../contract/harness'
import { simulatedBuyers } from '../repeat-buying/simulated-buyers'
import { hasScikitLearn, runPython } from './scikit-learn'
import { manyTransactions } from './transaction-sample'

function secondsOf<T>(action: () => T): { seconds: number; value: T } {
  const start = performance.now()
  const value = action()
  return { seconds: (performance.now() - start) / 1000, value }
}

/** BG/NBD in numpy and scipy: the same likelihood, L-BFGS-B on log parameters, and predictions for all customers. */
const script = `
from scipy.special import gammaln, betaln, hyp2f1
from scipy.optimize import minimize
x, tx, T = X[:, 0], X[:, 1], X[:, 2]
repeat, once = x > 0, np.maximum(x, 1)
def f(p):
    r, alpha, a, b = np.exp(p)
    A = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    B = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + T)
    C = np.where(repeat, betaln(a + 1, b + once - 1) - betaln(a, b) - (r + x) * np.log(alpha + tx), -np.inf)
    return -(A + np.logaddexp(B, C)).mean()
t = time.perf_counter()
m = minimize(f, np.log([.5, 5, 1, 2]), method='L-BFGS-B', options=dict(ftol=1e-14, gtol=1e-8))
r, alpha, a, b = np.exp(m.x)
odds = np.where(repeat, a / (b + once - 1) * ((alpha + T) / (alpha + tx)) ** (r + x), 0)
h = 52
z = h / (alpha + T + h)
ahead = (a + b + x - 1) / (a - 1) * (1 - ((alpha + T) / (alpha + T + h)) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, z)) / (1 + odds)
print(json.dumps(dict(seconds=time.perf_counter() - t, loglik=-m.fun * len(x), ahead=ahead.sum(), alive=(1 / (1 + odds)).sum())))
`

function summaryOf(input: MethodInput): Float64Array {
  const columns = ['frequency', 'recency', 'T'].map((role) => input.columns[role]?.[0])
  const data = new Float64Array(input.nRows * 3)
  for (const [j, column] of columns.entries()) {
    if (column?.kind !== 'numeric') continue
    for (let i = 0; i < input.nRows; i++) data[i * 3 + j] = column.values[i] as number
  }
  return data
}

describe('1,000,000 transactions of 100,000 customers', () => {
  const input = manyTransactions(1_000_000, 100_000)
  test.each([
    ['rfm', rfm as unknown as Method, 2],
    ['cohort-retention', cohortRetention as unknown as Method, 5],
    ['lifecycle', lifecycle as unknown as Method, 5],
    ['bg-nbd', bgNbd as unknown as Method, 10],
  ] as const)('%s', (id, method, limit) => {
    const { seconds } = secondsOf(() => runMethod(method, input))
    console.log(`${id}: ${seconds.toFixed(2)} s`)
    expect(seconds).toBeLessThan(limit)
  })
})

describe('200,000 customers', () => {
  const input = simulatedBuyers(200_000, { r: 0.25, alpha: 4.4, a: 0.8, b: 2.4 })

  test('bg-nbd: fit, predictions, spend and value', () => {
    const { seconds, value } = secondsOf(() => runMethod(bgNbd, input, { horizon: 52 }))
    console.log(
      `bg-nbd with spend and value: ${seconds.toFixed(2)} s, ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
    )
    expect(seconds).toBeLessThan(10)
    const { monetary, ...columns } = input.columns
    const bare = secondsOf(() => runMethod(bgNbd, { ...input, columns }, { horizon: 52 })).seconds
    console.log(`bg-nbd: ${bare.toFixed(2)} s`)
    if (!hasScikitLearn()) return console.log('scipy is not installed: apt-get install python3-scipy')
    const peer = runPython<{ seconds: number; loglik: number; ahead: number }>(script, summaryOf(input), 3, 2)
    console.log(`numpy and scipy: ${peer.seconds.toFixed(2)} s; ratio ${(bare / peer.seconds).toFixed(2)}`)
    expect(Math.abs(value.result.logLikelihood - peer.loglik)).toBeLessThan(1)
    expect(Math.abs(value.result.total.expectedPurchases / peer.ahead - 1)).toBeLessThan(1e-3)
    expect(bare / peer.seconds).toBeLessThan(1)
  })

  test('pareto-nbd and gamma-gamma', () => {
    console.log(`pareto-nbd: ${secondsOf(() => runMethod(paretoNbd, input)).seconds.toFixed(2)} s`)
    console.log(`gamma-gamma: ${secondsOf(() => runMethod(gammaGamma, input)).seconds.toFixed(2)} s`)
  })
})
