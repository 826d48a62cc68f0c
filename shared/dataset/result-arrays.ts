import { failure } from '../contract/app-error'
import { isMatrix, type Matrix, NO_LABEL } from './column'

export type ArrayType = 'float64' | 'float32' | 'int32' | 'uint32' | 'uint8'
export type ResultArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array

/** One long array of a result, as the workspace keeps it. */
export interface PackedArray {
  /** Where it stands in the result: keys joined with dots; a dot inside a key is written `\.`. */
  path: string
  type: ArrayType
  nRows: number
  /** Null for a plain array, the number of columns for a matrix. */
  nColumns: number | null
  /** Little-endian bytes, row by row. */
  data: Uint8Array
}

/** A result taken apart: JSON with placeholders, and the arrays. Both survive structured clone; `json` survives JSON text. */
export interface PackedResult {
  json: unknown
  arrays: PackedArray[]
}

const constructors = {
  float64: Float64Array,
  float32: Float32Array,
  int32: Int32Array,
  uint32: Uint32Array,
  uint8: Uint8Array,
} as const

/** What JSON has no word for, by name. */
const unusualNumbers: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity, '-0': -0 }

/** The name of a typed array's element type, or undefined for anything else. */
export function arrayTypeOf(value: unknown): ArrayType | undefined {
  if (value instanceof Float64Array) return 'float64'
  if (value instanceof Int32Array) return 'int32'
  if (value instanceof Float32Array) return 'float32'
  if (value instanceof Uint32Array) return 'uint32'
  if (value instanceof Uint8Array) return 'uint8'
  return undefined
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
    arrays.push({ path, type: 'float64', nRows: value.nRows, nColumns: value.nColumns, data: bytesOf(value.data) })
    return { $matrix: path }
  }
  const type = arrayTypeOf(value)
  if (type) {
    const array = value as ResultArray
    arrays.push({ path, type, nRows: array.length, nColumns: null, data: bytesOf(array) })
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

/** A copy on memory of its own: it can be transferred to another thread and bound as a BLOB. */
function bytesOf(array: ResultArray): Uint8Array {
  return new Uint8Array(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
}

/**
 * Puts a packed result together again.
 * @param packed as `packResult` made it; the bytes may lie anywhere in their buffer
 * @throws internal when an array is absent or has another length than it says
 */
export function unpackResult(packed: PackedResult): unknown {
  const byPath = new Map(packed.arrays.map((array) => [array.path, array]))
  return unpackValue(packed.json, byPath)
}

function unpackValue(value: unknown, byPath: ReadonlyMap<string, PackedArray>): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => unpackValue(item, byPath))
  if ('$number' in value) return unusualNumbers[String(value.$number)]
  if ('$array' in value) return arrayOf(packedAt(byPath, value.$array))
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
  return array
}

function arrayOf({ path, type, nRows, nColumns, data }: PackedArray): ResultArray {
  const ArrayOf = constructors[type]
  const length = nRows * (nColumns ?? 1)
  if (data.byteLength !== length * ArrayOf.BYTES_PER_ELEMENT) {
    throw failure('internal', { detail: `the stored array '${path}' has ${data.byteLength} bytes` })
  }
  const aligned = data.byteOffset % ArrayOf.BYTES_PER_ELEMENT === 0 ? data : new Uint8Array(data)
  return new ArrayOf(aligned.buffer as ArrayBuffer, aligned.byteOffset, length)
}

function matrixOf(array: PackedArray): Matrix {
  const { nRows, nColumns } = array
  return { kind: 'matrix', nRows, nColumns: nColumns ?? 1, data: arrayOf(array) as Float64Array }
}

/**
 * A result as the command line writes it: arrays are lists, a matrix is a list of rows; NaN and "no label" are null,
 * infinities "Infinity" and "-Infinity".
 */
export function jsonResult(result: unknown): unknown {
  if (typeof result === 'number') return jsonNumber(result)
  if (typeof result !== 'object' || result === null) return result
  if (isMatrix(result)) return rowsOf(result)
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

function sameArray(a: PackedArray, b: PackedArray | undefined): boolean {
  if (!b || a.type !== b.type || a.nRows !== b.nRows || a.nColumns !== b.nColumns) return false
  return a.data.length === b.data.length && a.data.every((byte, i) => byte === b.data[i])
}

/** JSON with sorted keys, so that order of properties does not count. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([x], [y]) => (x < y ? -1 : 1)))
      : item,
  )
}
