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
import { placeAfter } from './place-after'

const letters = (words: string) => Array.from(words)
const longest = 32_767

/** What stands before or behind a text in another; missing where it is not in there. */
function beside(take: (words: string, from: number, to: number) => string): FormulaFunction {
  return {
    params: ['text', 'text'],
    result: 'text',
    evaluate: (args, nRows) =>
      textVector(lengthOf(args, nRows), (row) => {
        const [words, piece] = args.map((arg) => textAt(arg, row))
        if (words == null || piece == null) return null
        const place = words.indexOf(piece)
        return place < 0 ? null : take(words, place, place + piece.length)
      }),
  }
}

/** A pattern of Excel: ? is any character, * any text, ~ takes the next one as it stands. */
function patternOf(sought: string): RegExp {
  const written = sought.replace(/~([?*~])|([?*])|([\\^$.|+()[\]{}])/g, (_, plain, wild, sign) =>
    wild ? (wild === '?' ? '[\\s\\S]' : '[\\s\\S]*?') : `\\${plain ?? sign}`,
  )
  return new RegExp(written, 'iu')
}

const ofLevels = (change: (level: string) => string): FormulaFunction => ({
  params: ['text'],
  result: 'text',
  evaluate: ([text]) => mapLevels(text as TextVector, change),
})

/** Control characters, which cannot be seen. */
const isControl = (letter: string) => letter < ' ' || letter === '\u007f'

/** Looking for texts, and making texts of others, as Excel does; characters count as in LEN. */
export const searchFunctions: Readonly<Record<string, FormulaFunction>> = {
  SEARCH: {
    params: ['text', 'text', 'number'],
    optional: 1,
    result: 'number',
    evaluate: (args, nRows) => {
      const [sought, text, start] = args as [Vector, Vector, Vector?]
      return numericVector('number', lengthOf(args, nRows), (row) => {
        const [piece, words] = [textAt(sought, row), textAt(text, row)]
        if (piece === null || words === null) return Number.NaN
        const pattern = patternOf(piece)
        return placeAfter(words, start ? numberAt(start, row) : 1, (rest) => rest.search(pattern))
      })
    },
  },
  REPLACE: {
    params: ['text', 'number', 'number', 'text'],
    result: 'text',
    evaluate: (args, nRows) => {
      const [text, start, count, by] = args as [Vector, Vector, Vector, Vector]
      return textVector(lengthOf(args, nRows), (row) => {
        const [words, other] = [textAt(text, row), textAt(by, row)]
        const [from, many] = [Math.trunc(numberAt(start, row)) - 1, Math.trunc(numberAt(count, row))]
        if (words === null || other === null || !(from >= 0 && many >= 0)) return null
        const all = letters(words)
        return [...all.slice(0, from), other, ...all.slice(from + many)].join('')
      })
    },
  },
  REPT: {
    params: ['text', 'number'],
    result: 'text',
    evaluate: (args, nRows) => {
      const [text, count] = args as [Vector, Vector]
      return textVector(lengthOf(args, nRows), (row) => {
        const [words, many] = [textAt(text, row), Math.trunc(numberAt(count, row))]
        return words === null || !(many >= 0) || words.length * many > longest ? null : words.repeat(many)
      })
    },
  },
  PROPER: ofLevels((level) => level.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())),
  CLEAN: ofLevels((level) =>
    letters(level)
      .filter((letter) => !isControl(letter))
      .join(''),
  ),
  EXACT: {
    params: ['text', 'text'],
    result: 'boolean',
    evaluate: (args, nRows) =>
      numericVector('boolean', lengthOf(args, nRows), (row) => {
        const [a, b] = args.map((arg) => textAt(arg, row))
        return a == null || b == null ? Number.NaN : truth(a === b)
      }),
  },
  TEXTJOIN: {
    params: ['text', 'boolean', 'any'],
    repeats: 1,
    result: 'text',
    evaluate: (args, nRows) => {
      const [between, ignore, ...parts] = args as [Vector, Vector, ...Vector[]]
      return textVector(lengthOf(args, nRows), (row) => {
        const all = parts.map((part) => textAt(part, row) ?? '')
        const kept = numberAt(ignore, row) === 1 ? all.filter((part) => part !== '') : all
        return kept.join(textAt(between, row) ?? '')
      })
    },
  },
  TEXTBEFORE: beside((words, from) => words.slice(0, from)),
  TEXTAFTER: beside((words, _, to) => words.slice(to)),
}
