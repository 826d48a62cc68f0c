/** WebAssembly memory on shared memory, as kernels get it beside the arrays that lie in it. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer
}

/** The part of WebAssembly that is used here; the standard library without a browser does not declare it. */
declare const WebAssembly: {
  Memory: new (limits: { initial: number; maximum: number; shared: true }) => SharedMemory
}

type ArrayTypes = { floats: Float32Array; doubles: Float64Array; integers: Int32Array }

/** Arrays wanted: their type and their length. */
export type ArrayPlan = Readonly<Record<string, readonly [keyof ArrayTypes, number]>>
export type PlannedArrays<P extends ArrayPlan> = { [N in keyof P]: ArrayTypes[P[N][0]] }

export interface TakenMemory<P extends ArrayPlan> {
  memory: SharedMemory
  arrays: PlannedArrays<P>
}

const PAGE_BYTES = 65_536
const MOST_PAGES = 65_536
const ALIGNMENT = 64
/** Memory up to this size is kept for the next one who asks: making one takes a millisecond and much address space. */
const KEPT_BYTES = 2 ** 24

let kept: SharedMemory | null = null

/**
 * Takes one memory that holds all these arrays, filled with zeros.
 * @returns null when they do not fit: no memory goes beyond 4 GiB
 */
export function takeMemory<P extends ArrayPlan>(plan: P): TakenMemory<P> | null {
  const bytes = Object.values(plan).reduce((sum, [type, length]) => sum + sizeOf(type, length), ALIGNMENT)
  const pages = Math.ceil(bytes / PAGE_BYTES)
  if (pages > MOST_PAGES) return null
  const memory = memoryOf(pages)
  if (!memory) return null
  let at = ALIGNMENT
  const arrays = Object.entries(plan).map(([name, [type, length]]) => {
    const array = arrayIn(memory, type, at, length)
    at += sizeOf(type, length)
    return [name, array]
  })
  return { memory, arrays: Object.fromEntries(arrays) as PlannedArrays<P> }
}

/** Says that nobody uses a memory any more. */
export function giveBack(memory: SharedMemory): void {
  const { byteLength } = memory.buffer
  if (byteLength <= KEPT_BYTES && byteLength > (kept?.buffer.byteLength ?? 0)) kept = memory
}

function memoryOf(pages: number): SharedMemory | null {
  if (kept && kept.buffer.byteLength >= pages * PAGE_BYTES) {
    const memory = kept
    kept = null
    new Uint8Array(memory.buffer, 0, pages * PAGE_BYTES).fill(0)
    return memory
  }
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  } catch {
    return null
  }
}

function arrayIn({ buffer }: SharedMemory, type: keyof ArrayTypes, at: number, length: number) {
  if (type === 'doubles') return new Float64Array(buffer, at, length)
  return type === 'floats' ? new Float32Array(buffer, at, length) : new Int32Array(buffer, at, length)
}

function sizeOf(type: keyof ArrayTypes, length: number): number {
  const bytes = length * (type === 'doubles' ? Float64Array.BYTES_PER_ELEMENT : Float32Array.BYTES_PER_ELEMENT)
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
}
