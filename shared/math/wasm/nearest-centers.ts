import { nearestCentersModule } from './nearest-centers.module'
import type { SharedMemory } from './shared-memory'

/** See nearest-centers.as: positions are bytes in the memory, the answer is the number of entries written to `rows`. */
type NearestCenters = (
  start: number,
  end: number,
  nFeatures: number,
  nGroups: number,
  points: number,
  margins: number,
  stamps: number,
  labels: number,
  rows: number,
  centers: number,
  drifts: number,
  firstStamp: number,
  slack: number,
) => number

/** The part of WebAssembly that is used here; the standard library without a browser does not declare it. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: { env: { memory: SharedMemory } }) => { exports: object }
}
declare const atob: (base64: string) => string

let compiled: object | undefined
const instances = new WeakMap<SharedMemory, NearestCenters>()

/** The kernel on this memory; made once per thread and memory. */
export function nearestCentersOn(memory: SharedMemory): NearestCenters {
  const known = instances.get(memory)
  if (known) return known
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(nearestCentersModule), (letter) => letter.charCodeAt(0)))
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  const { nearestCenters } = exports as { nearestCenters: NearestCenters }
  instances.set(memory, nearestCenters)
  return nearestCenters
}
