import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { parameterInvalid } from '../parse-params'
import { type Assumptions, campaignValue, isBounded } from './campaign-value'
import type { Scenario, WhatIfParams, WhatIfResult } from './method'

/**
 * Lifetime value with and without a campaign, for the scenario of the parameters and those to compare with.
 * @throws parameterInvalid when retention reaches 1 + discount rate, where lifetime value has no limit
 */
export function* compute(
  input: MethodInput,
  { scenarios, ...base }: WhatIfParams,
  _context: MethodContext,
): Generator<Progress, Outcome<WhatIfResult>, void> {
  yield { stage: 'value', fraction: null }
  const others = scenarios.map(({ name, ...changed }) => scenario(name, { ...base, ...given(changed) }))
  const result: WhatIfResult = { scenarios: [scenario(null, base), ...others] }
  const dropped = input.nRows > 0 ? [{ reason: text('transactions.dropped.notNeeded'), rows: input.nRows }] : []
  return {
    result,
    diagnostics: { rowsUsed: 0, rowsDropped: input.nRows, dropped, converged: null, iterations: null },
  }
}

function given(changed: { [K in keyof Assumptions]?: number | undefined }): Partial<Assumptions> {
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined))
}

function scenario(name: string | null, assumptions: Assumptions): Scenario {
  if (!isBounded(assumptions)) {
    const constraint = text('errors.constraint.belowDiscount', { limit: 1 + assumptions.discountRate })
    const parameter = name === null ? 'retentionRate' : 'scenarios'
    throw parameterInvalid('what-if', parameter, constraint, assumptions.retentionRate)
  }
  return { name, ...assumptions, ...campaignValue(assumptions) }
}
