import { suggestedAction } from '@shared/learning/risk/suggested-action'
import { describe, expect, test } from 'vitest'

const reason = (column: string, side: 'low' | 'high' | null = null) => ({ column, side, value: 1, isDate: false })

describe('suggestedAction', () => {
  test('the first reason that something can be done about decides, in either language of column names', () => {
    expect(suggestedAction([reason('gender'), reason('Contract')], {})).toEqual({ key: 'risk.action.contract' })
    expect(suggestedAction([reason('年龄'), reason('合同类型')], {})).toEqual({ key: 'risk.action.contract' })
    expect(suggestedAction([reason('tenure', 'high'), reason('投诉次数')], {})).toEqual({
      key: 'risk.action.complaint',
    })
  })

  test('words of the user come first; empty words leave the reason out', () => {
    expect(suggestedAction([reason('Contract')], { Contract: 'Send Li' })).toEqual({ literal: 'Send Li' })
    expect(suggestedAction([reason('Contract'), reason('TechSupport')], { Contract: '' })).toEqual({
      key: 'risk.action.support',
    })
  })

  test('with nothing to act on one calls and asks', () => {
    expect(suggestedAction([reason('gender')], {})).toEqual({ key: 'risk.action.ask' })
    expect(suggestedAction([], {})).toEqual({ key: 'risk.action.ask' })
  })
})
