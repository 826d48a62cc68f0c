import { failure } from '../contract/app-error'
import { isMatrix, type Matrix, NO_LABEL } from './column'
import { isRecords, recordObjects } from './records'

/** Element types a result's arrays may have. */
export const arrayTypes = { Float64Array, Float32Array, Int32Array, Uint32Array, Int16Array, Uint8Array } as const
export type ArrayType = keyof typeof arrayTypes
export type ResultArray = Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint8Array

/** One long array of a result, as the workspace keeps it. */
export interface PackedArray {
  /** Where it stands in the result: keys joined with dots; a dot inside a key is written `\.`. */
  path: string
  type: ArrayType
  nRows: number
  /** Null for a plain array, the number of columns for a matrix. */
  nColumns: number | null
  /** Values row by row. */
  data: ResultArray
}

/** A result taken apart: JSON with placeholders, and the arrays. Both survive structured clone; `json` survives JSON text. */
export interface PackedResult {
  json: unknown
  arrays: PackedArray[]
}

/** What JSON has no word for, by name. */
const unusualNumbers: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity, '-0': -0 }

const typeNames = Object.keys(arrayTypes) as ArrayType[]

/** The name of a typed array's element type, or undefined for anything else. */
export function arrayTypeOf(value: unknown): ArrayType | undefined {
  return typeNames.find((name) => value instanceof arrayTypes[name])
}

/** Joins a path and one more key. */
export function pathOf(path: string, key: string | number): string {
  const step = String(key).replace(/[\\.]/g, '\\$&')
  return path === '' ? step : `${path}.${step}`
}

/**
 * Takes a result apart for the workspace.
 * @param result plain objects and lists with numbers, strings, booleans, null, typed arrays and matrices in them;
 *   properties that are undefined are left out
 * @returns JSON in which `{ $array: path }` and `{ $matrix: path }` stand for the arrays, which are copied
 * @throws internal when the result holds anything else (a function, a Map, a bigint, undefined in a list)
 * Cost: one copy of the arrays.
 */
export function packResult(result: unknown): PackedResult {
  const arrays: PackedArray[] = []
  return { json: packValue(result, '', arrays), arrays }
}

function packValue(value: unknown, path: string, arrays: PackedArray[]): unknown {
  if (typeof value === 'number') return packNumber(value)
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value !== 'object') throw notPlain(path, typeof value)
  if (isMatrix(value)) {
    arrays.push({ path, type: 'Float64Array', nRows: value.nRows, nColumns: value.nColumns, data: value.data.slice() })
    return { $matrix: path }
  }
  const type = arrayTypeOf(value)
  if (type) {
    const array = value as ResultArray
    arrays.push({ path, type, nRows: array.length, nColumns: null, data: array.slice() })
    return { $array: path }
  }
  if (Array.isArray(value)) return value.map((item, i) => packValue(item, pathOf(path, i), arrays))
  return packObject(value, path, arrays)
}

function packNumber(value: number): unknown {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value
  return { $number: Object.is(value, -0) ? '-0' : String(value) }
}

/** Keys that begin with `$` get one more, so that no result can look like a placeholder. */
function packObject(value: object, path: string, arrays: PackedArray[]): unknown {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw notPlain(path, value.constructor.name)
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => [key.startsWith('$') ? `$${key}` : key, packValue(item, pathOf(path, key), arrays)])
  return Object.fromEntries(entries)
}

function notPlain(path: string, kind: string) {
  return failure('internal', { detail: `a result holds a ${kind} at '${path}'` })
}

/**
 * Puts a packed result together again.
 * @param packed as `packResult` made it; its arrays become part of the result
 * @throws internal when an array is absent or is not of the length or type it says
 */
export function unpackResult(packed: PackedResult): unknown {
  const byPath = new Map(packed.arrays.map((array) => [array.path, array]))
  return unpackValue(packed.json, byPath)
}

function unpackValue(value: unknown, byPath: ReadonlyMap<string, PackedArray>): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => unpackValue(item, byPath))
  if ('$number' in value) return unusualNumbers[String(value.$number)]
  if ('$array' in value) return packedAt(byPath, value.$array).data
  if ('$matrix' in value) return matrixOf(packedAt(byPath, value.$matrix))
  const entries = Object.entries(value).map(([key, item]) => [
    key.startsWith('$$') ? key.slice(1) : key,
    unpackValue(item, byPath),
  ])
  return Object.fromEntries(entries)
}

function packedAt(byPath: ReadonlyMap<string, PackedArray>, path: unknown): PackedArray {
  const array = byPath.get(String(path))
  if (!array) throw failure('internal', { detail: `the stored result has no array '${path}'` })
  const { type, nRows, nColumns, data } = array
  if (arrayTypeOf(data) === type && data.length === nRows * (nColumns ?? 1)) return array
  throw failure('internal', { detail: `the stored array '${path}' has ${data.length} values` })
}

function matrixOf({ nRows, nColumns, data }: PackedArray): Matrix {
  return { kind: 'matrix', nRows, nColumns: nColumns ?? 1, data: data as Float64Array }
}

/**
 * A result as the command line writes it: arrays are lists, a matrix is a list of rows, records are a list of objects;
 * NaN and "no label" are null, infinities "Infinity" and "-Infinity".
 */
export function jsonResult(result: unknown): unknown {
  if (typeof result === 'number') return jsonNumber(result)
  if (typeof result !== 'object' || result === null) return result
  if (isMatrix(result)) return rowsOf(result)
  if (isRecords(result)) return recordObjects(result)
  if (result instanceof Int32Array) return Array.from(result, (value) => (value === NO_LABEL ? null : value))
  if (arrayTypeOf(result)) return Array.from(result as ResultArray, jsonNumber)
  if (Array.isArray(result)) return result.map(jsonResult)
  return Object.fromEntries(Object.entries(result).map(([key, value]) => [key, jsonResult(value)]))
}

function jsonNumber(value: number): number | string | null {
  if (Number.isFinite(value)) return value
  return Number.isNaN(value) ? null : String(value)
}

function rowsOf({ nRows, nColumns, data }: Matrix): unknown[] {
  return Array.from({ length: nRows }, (_, i) =>
    Array.from(data.subarray(i * nColumns, (i + 1) * nColumns), jsonNumber),
  )
}

/**
 * Compares two packed results bit for bit, as a recomputation does.
 * @returns the path of the first difference, or null when there is none
 */
export function differenceOf(a: PackedResult, b: PackedResult): string | null {
  if (canonical(a.json) !== canonical(b.json)) return '(values)'
  if (a.arrays.length !== b.arrays.length) return '(arrays)'
  const byPath = new Map(b.arrays.map((array) => [array.path, array]))
  const different = a.arrays.find((array) => !sameArray(array, byPath.get(array.path)))
  return different ? different.path : null
}

/**
 * As `differenceOf`, for a result that an earlier version stored: whatever it holds must be in the new one bit for bit;
 * properties and arrays that only the new one has do not count.
 */
export function differenceFromEarlier(stored: PackedResult, again: PackedResult): string | null {
  const byPath = new Map(again.arrays.map((array) => [array.path, array]))
  const different = stored.arrays.find((array) => !sameArray(array, byPath.get(array.path)))
  return jsonDifference(stored.json, again.json, '') ?? different?.path ?? null
}

/** The path of the first value in `stored` that `again` has not. */
function jsonDifference(stored: unknown, again: unknown, path: string): string | null {
  if (typeof stored !== 'object' || stored === null) return stored === again ? null : path || '(values)'
  const isSameKind = typeof again === 'object' && again !== null && Array.isArray(stored) === Array.isArray(again)
  if (!isSameKind || (Array.isArray(stored) && stored.length !== (again as unknown[]).length)) return path || '(values)'
  const others = again as Record<string, unknown>
  for (const [key, item] of Object.entries(stored)) {
    const difference = jsonDifference(item, others[key], pathOf(path, key))
    if (difference) return difference
  }
  return null
}

function sameArray(a: PackedArray, b: PackedArray | undefined): boolean {
  if (!b || a.type !== b.type || a.nRows !== b.nRows || a.nColumns !== b.nColumns) return false
  const [bytes, others] = [bytesOf(a.data), bytesOf(b.data)]
  return bytes.length === others.length && bytes.every((byte, i) => byte === others[i])
}

function bytesOf({ buffer, byteOffset, byteLength }: ResultArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

/** JSON with sorted keys, so that order of properties does not count. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([x], [y]) => (x < y ? -1 : 1)))
      : item,
  )
}
