/** A seeded source of random numbers. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  next(): number
  /** Uniform integer in [0, n). */
  integer(n: number): number
  /** Standard normal. */
  normal(): number
  /** An independent stream: the same for the same seed and name, whatever was drawn before. */
  fork(stream: number): Random
}

/** Mixes a 32-bit state; one step of splitmix32. */
function splitmix(state: number): () => number {
  let s = state >>> 0
  return () => {
    s = (s + 0x9e3779b9) >>> 0
    let z = s
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
}

/**
 * A small fast generator (sfc32, 128 bits of state) that gives the same numbers on every machine.
 * @param seed any integer
 * @param stream which of the independent streams of that seed
 * Source: Chris Doty-Humphrey, PractRand, "sfc"; state filled by splitmix32.
 */
export function createRandom(seed: number, stream = 0): Random {
  const mix = splitmix(Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(stream | 0, 0x85ebca6b))
  let a = mix()
  let b = mix() ^ (Math.floor(seed / 4294967296) >>> 0)
  let c = mix()
  let counter = 1
  const draw = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) draw()
  const next = (): number => ((draw() >>> 5) * 67108864 + (draw() >>> 6)) / 9007199254740992
  return {
    next,
    integer: (n) => Math.floor(next() * n),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    fork: (child) => createRandom(seed, Math.imul(stream + 1, 0x27d4eb2f) + child + 1),
  }
}
