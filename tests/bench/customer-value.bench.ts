import { rfm } from '@shared/methods/rfm'
import { describe, expect, test } from 'vitest'
import { runMethod } from '../contract/harness'
import { manyTransactions } from './transaction-sample'

function secondsOf(action: () => void): number {
  const start = performance.now()
  action()
  return (performance.now() - start) / 1000
}

describe('customer value', () => {
  test('rfm on 1,000,000 transactions of 100,000 customers', () => {
    const input = manyTransactions(1_000_000, 100_000)
    const seconds = secondsOf(() => runMethod(rfm, input))
    console.log(`rfm, 1,000,000 transactions: ${seconds.toFixed(2)} s`)
    expect(seconds).toBeLessThan(2)
  })
})
