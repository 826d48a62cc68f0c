import type { Random } from '../../math/random'

/** A value that a search may give a parameter. */
export type SettingValue = string | number | null | readonly number[]

/** What a search may try for one parameter. */
export type Dimension =
  | { kind: 'choice'; values: readonly SettingValue[] }
  /** Uniform between `low` and `high`, or uniform in its logarithm. */
  | { kind: 'number'; low: number; high: number; scale: 'linear' | 'log'; whole?: boolean }

/** Per parameter of a method what a search may try; parameters that are not named stay as given. */
export type SearchSpace = Readonly<Record<string, Dimension>>

/** Values of the searched parameters. */
export type Setting = Readonly<Record<string, SettingValue>>

/** Two significant digits are enough to search by, and can be read. */
function rounded(value: number): number {
  return Number(value.toPrecision(2))
}

function drawValue(dimension: Dimension, random: Random): SettingValue {
  if (dimension.kind === 'choice') return dimension.values[random.integer(dimension.values.length)] as SettingValue
  const { low, high, scale, whole } = dimension
  const at = random.next()
  const value = scale === 'log' ? low * (high / low) ** at : low + (high - low) * at
  return whole ? Math.round(value) : Math.min(high, Math.max(low, rounded(value)))
}

/**
 * The settings that a search tries: first the one given, then others drawn at random, none twice.
 * @param count how many at most; fewer where the space has fewer
 * Source: Bergstra & Bengio (2012), "Random search for hyper-parameter optimization".
 */
export function drawSettings(space: SearchSpace, given: Setting, count: number, random: Random): Setting[] {
  const settings: Setting[] = [given]
  const known = new Set([JSON.stringify(given)])
  for (let draw = 0; settings.length < count && draw < count * 20; draw++) {
    const setting = Object.fromEntries(
      Object.entries(space).map(([name, dimension]) => [name, drawValue(dimension, random)]),
    )
    const key = JSON.stringify(setting)
    if (known.has(key)) continue
    known.add(key)
    settings.push(setting)
  }
  return settings
}
