import { boostingModule } from './boosting.module'
import type { SharedMemory } from './shared-memory'

/** See boosting.as; positions are bytes in the memory. */
interface BoostingLoops {
  addRows(
    rows: number,
    count: number,
    codes: number,
    nRows: number,
    pairs: number,
    sums: number,
    width: number,
    shift: number,
  ): void
  takeAway(parent: number, child: number, width: number): void
  sumUp(sums: number, nCodes: number, shift: number, slopeUnit: number, curveUnit: number, out: number): void
  findSplit(
    sums: number,
    nCodes: number,
    slopes: number,
    curves: number,
    nNode: number,
    shift: number,
    slopeUnit: number,
    curveUnit: number,
    l2: number,
    fewestRows: number,
    leastCurve: number,
    out: number,
  ): void
  partition(
    rows: number,
    count: number,
    codes: number,
    below: number,
    missing: number,
    missingLeft: number,
    spare: number,
  ): number
  logisticSlopes(
    raw: number,
    y: number,
    weights: number,
    count: number,
    pairs: number,
    slopeScale: number,
    curveScale: number,
  ): void
}

/** The part of WebAssembly that is used here; the standard library without a browser does not declare it. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: { env: { memory: SharedMemory } }) => { exports: object }
}
declare const atob: (base64: string) => string

let compiled: object | undefined
const instances = new WeakMap<SharedMemory, BoostingLoops>()

/** The loops on this memory; made once per thread and memory. */
export function boostingLoopsOn(memory: SharedMemory): BoostingLoops {
  const known = instances.get(memory)
  if (known) return known
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(boostingModule), (letter) => letter.charCodeAt(0)))
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  const loops = exports as unknown as BoostingLoops
  instances.set(memory, loops)
  return loops
}
