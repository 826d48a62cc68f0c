import { expect, test } from 'vitest'
import { chartColumns } from '../../shared/charts/chart-fields'
import { suggestTypes } from '../../shared/charts/suggest-types'
import { type ColumnInfo, measureTypeSchema } from '../../shared/dataset/schema'

const kinds = [null, ...measureTypeSchema.options]
const numbers = ['a', 'b'].map(
  (name): ColumnInfo => ({ name, storage: 'real', measureType: 'continuous', role: null, missing: 0 }),
)

test('a suggested type needs nothing that is not there', () => {
  for (const x of kinds) {
    for (const y of kinds) {
      for (const type of suggestTypes(x, y)) {
        const spec = { type, dataset: 'd', ...(x === null ? {} : { x: 'x' }), ...(y === null ? {} : { y: 'y' }) }
        expect(() => chartColumns(spec, numbers)).not.toThrow()
      }
    }
  }
})
