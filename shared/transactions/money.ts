/**
 * Adds up money so that every grouping gives the same total: amounts that are whole cents are added as whole numbers of
 * cents, which is exact; others are added with a running compensation.
 */

/** 100 when every amount is a whole number of cents, so that sums can be exact; otherwise 1. NaN is passed over. */
export function moneyScale(amounts: Float64Array): 1 | 100 {
  for (let i = 0; i < amounts.length; i++) {
    const amount = amounts[i] as number
    const cents = amount * 100
    if (Math.abs(cents - Math.round(cents)) > 1e-6 || Math.abs(cents) > 1e13) return 1
  }
  return 100
}

/** Sums of money in groups 0 … n − 1. */
export class MoneySums {
  private readonly scale: number
  private readonly totals: Float64Array
  private readonly lost: Float64Array

  /** @param scale what `moneyScale` said of all the amounts that will be added */
  constructor(nGroups: number, scale: 1 | 100) {
    this.scale = scale
    this.totals = new Float64Array(nGroups)
    this.lost = new Float64Array(nGroups)
  }

  /** Adds an amount to a group; Neumaier's compensation, which whole cents do not need but also do not mind. */
  add(group: number, amount: number): void {
    const value = this.scale === 100 ? Math.round(amount * 100) : amount
    const total = this.totals[group] as number
    const next = total + value
    const error = Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    this.lost[group] = (this.lost[group] as number) + error
    this.totals[group] = next
  }

  /** The sum of a group. */
  get(group: number): number {
    return ((this.totals[group] as number) + (this.lost[group] as number)) / this.scale
  }

  /** The sums of all groups. */
  values(): Float64Array {
    return this.totals.map((_, group) => this.get(group))
  }
}

/** Sum of amounts, to the cent when all are whole cents. */
export function moneyTotal(amounts: Float64Array): number {
  const sums = new MoneySums(1, moneyScale(amounts))
  for (let i = 0; i < amounts.length; i++) sums.add(0, amounts[i] as number)
  return sums.get(0)
}
