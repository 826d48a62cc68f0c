/** A map that forgets what has not been asked for longest when it holds more than `capacity`. */
export class LeastRecentlyUsed<K, V> {
  private readonly entries = new Map<K, { value: V; size: number }>()
  private readonly capacity: number
  private total = 0

  /** @param capacity in whatever unit sizes are given; an entry larger than that is kept alone */
  constructor(capacity: number) {
    this.capacity = capacity
  }

  has(key: K): boolean {
    return this.entries.has(key)
  }

  /** The value of a key, made when it is not there. */
  get(key: K, make: () => V, sizeOf: (value: V) => number = () => 1): V {
    const known = this.entries.get(key)
    if (known) {
      this.entries.delete(key)
      this.entries.set(key, known)
      return known.value
    }
    const value = make()
    const size = sizeOf(value)
    this.entries.set(key, { value, size })
    this.total += size
    for (const [oldest, { size: freed }] of this.entries) {
      if (this.total <= this.capacity || oldest === key) break
      this.entries.delete(oldest)
      this.total -= freed
    }
    return value
  }
}
