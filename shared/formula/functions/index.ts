import { calendarFunctions } from './calendar-functions'
import { columnFunctions } from './column-functions'
import { dateFunctions } from './date-functions'
import type { FormulaFunction } from './formula-function'
import { logicFunctions } from './logic-functions'
import { numberFunctions } from './number-functions'
import { searchFunctions } from './search-functions'
import { textFunctions } from './text-functions'

/** Every function by its name, in capital letters. */
export const formulaFunctions: ReadonlyMap<string, FormulaFunction> = new Map(
  Object.entries({
    ...logicFunctions,
    ...numberFunctions,
    ...textFunctions,
    ...searchFunctions,
    ...dateFunctions,
    ...calendarFunctions,
    ...columnFunctions,
  }),
)
