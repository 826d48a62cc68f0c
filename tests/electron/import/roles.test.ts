import { describe, expect, it } from 'vitest'
import { roleScores } from '../../../electron/import/types/roles'

describe('roles by the name of a column', () => {
  it.each([
    ['customer_id', 'customer'],
    ['CustomerID', 'customer'],
    ['Order Date', 'date'],
    ['orderQty', 'quantity'],
    ['销售金额（元）', 'amount'],
    ['sales_region', 'region'],
    ['会员编号', 'customer'],
    ['商品评分', 'rating'],
    ['channel', 'category'],
    ['review_text', 'text'],
    ['是否流失', 'outcome'],
    ['ship_city', 'region'],
  ])('%s is taken for %s', (name, role) => {
    expect(roleScores(name)[0]?.role).toBe(role)
  })

  it.each(['discount_share', 'conversion_rate', '复购率', 'sales share', 'accountability', 'broadcast'])(
    '%s is no quantity, amount or rating',
    (name) => {
      const numeric = ['quantity', 'amount', 'unitPrice', 'cost', 'rating']
      expect(roleScores(name).filter(({ role, score }) => numeric.includes(role) && score >= 0.4)).toEqual([])
    },
  )
})
