import {
  lengthOf,
  mapLevels,
  numberAt,
  numericVector,
  type TextVector,
  textAt,
  textVector,
  truth,
  type Vector,
} from '../vector'
import type { FormulaFunction } from './formula-function'
import { numberIn } from './number-in'
import { placeAfter } from './place-after'
import { writeDate } from './write-date'
import { writeNumber } from './write-number'

/** A text turned into another, once per distinct text. */
function ofLevels(change: (level: string) => string): FormulaFunction {
  return { params: ['text'], result: 'text', evaluate: ([text]) => mapLevels(text as TextVector, change) }
}

/** A part of a text; characters count as people see them, not as memory holds them. */
function part(
  optional: number,
  take: (letters: readonly string[], a: number, b: number) => readonly string[],
): FormulaFunction {
  const params = optional === 1 ? (['text', 'number'] as const) : (['text', 'number', 'number'] as const)
  return {
    params,
    optional,
    result: 'text',
    evaluate: (args, nRows) => {
      const [text, first, second] = args as [Vector, Vector?, Vector?]
      return textVector(lengthOf(args, nRows), (row) => {
        const words = textAt(text, row)
        const [a, b] = [first ? numberAt(first, row) : 1, second ? numberAt(second, row) : 1]
        if (words === null || Number.isNaN(a) || Number.isNaN(b)) return null
        return take(Array.from(words), Math.trunc(a), Math.max(0, Math.trunc(b))).join('')
      })
    },
  }
}

function comparing(holds: (words: string, part: string) => boolean): FormulaFunction {
  return {
    params: ['text', 'text'],
    result: 'boolean',
    evaluate: (args, nRows) => {
      const [text, sought] = args as [Vector, Vector]
      return numericVector('boolean', lengthOf(args, nRows), (row) => {
        const [words, piece] = [textAt(text, row), textAt(sought, row)]
        return words === null || piece === null ? Number.NaN : truth(holds(words, piece))
      })
    },
  }
}

/** One text of all arguments; what is missing adds nothing. */
export function concatenate(args: readonly Vector[], nRows: number): TextVector {
  return textVector(lengthOf(args, nRows), (row) => args.map((arg) => textAt(arg, row) ?? '').join(''))
}

export const textFunctions: Readonly<Record<string, FormulaFunction>> = {
  LEFT: part(1, (letters, count) => letters.slice(0, Math.max(0, count))),
  RIGHT: part(1, (letters, count) => (count <= 0 ? [] : letters.slice(-count))),
  MID: part(0, (letters, start, count) => letters.slice(Math.max(1, start) - 1, Math.max(1, start) - 1 + count)),
  LEN: {
    params: ['text'],
    result: 'number',
    evaluate: (args, nRows) =>
      numericVector('number', lengthOf(args, nRows), (row) => {
        const words = textAt(args[0] as Vector, row)
        return words === null ? Number.NaN : Array.from(words).length
      }),
  },
  UPPER: ofLevels((level) => level.toUpperCase()),
  LOWER: ofLevels((level) => level.toLowerCase()),
  TRIM: ofLevels((level) => level.trim().replace(/\s+/g, ' ')),
  CONCAT: { params: ['any', 'any'], repeats: 1, result: 'text', evaluate: concatenate },
  SUBSTITUTE: {
    params: ['text', 'text', 'text', 'number'],
    optional: 1,
    result: 'text',
    evaluate: (args, nRows) => {
      const which = args[3]
      return textVector(lengthOf(args, nRows), (row) => {
        const [words, old, replacement] = args.slice(0, 3).map((arg) => textAt(arg, row))
        if (words == null || old == null || replacement == null) return null
        if (old === '') return words
        return which
          ? replaceOne(words, old, replacement, numberAt(which, row))
          : words.replaceAll(old, () => replacement)
      })
    },
  },
  FIND: {
    params: ['text', 'text', 'number'],
    optional: 1,
    result: 'number',
    evaluate: (args, nRows) => {
      const [sought, text, start] = args as [Vector, Vector, Vector?]
      return numericVector('number', lengthOf(args, nRows), (row) => {
        const [piece, words] = [textAt(sought, row), textAt(text, row)]
        if (piece === null || words === null) return Number.NaN
        return placeAfter(words, start ? numberAt(start, row) : 1, (rest) => rest.indexOf(piece))
      })
    },
  },
  CONTAINS: comparing((words, piece) => words.includes(piece)),
  STARTSWITH: comparing((words, piece) => words.startsWith(piece)),
  ENDSWITH: comparing((words, piece) => words.endsWith(piece)),
  VALUE: {
    params: ['text'],
    result: 'number',
    evaluate: ([text]) => {
      const { codes, levels, step } = text as TextVector
      const values = levels.map(numberIn)
      return numericVector(
        'number',
        { length: codes.length, step },
        (row) => values[codes[row] as number] ?? Number.NaN,
      )
    },
  },
  TEXT: {
    params: ['any', 'text'],
    optional: 1,
    result: 'text',
    evaluate: (args, nRows) => {
      const [value, format] = args as [Vector, Vector?]
      return textVector(lengthOf(args, nRows), (row) => {
        const pattern = format ? textAt(format, row) : null
        const plain = textAt(value, row)
        if (plain === null || value.type === 'text' || value.type === 'boolean' || pattern === null) return plain
        const number = numberAt(value, row)
        return value.type === 'date' ? writeDate(number, pattern) : writeNumber(number, pattern)
      })
    },
  },
}

/** One occurrence replaced, counted from 1; missing when the number is below 1. */
function replaceOne(words: string, old: string, by: string, which: number): string | null {
  if (!(which >= 1)) return null
  let place = words.indexOf(old)
  for (let count = 1; count < Math.trunc(which) && place >= 0; count++) place = words.indexOf(old, place + old.length)
  return place < 0 ? words : words.slice(0, place) + by + words.slice(place + old.length)
}
