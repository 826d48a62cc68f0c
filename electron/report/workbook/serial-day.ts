const dayMs = 86_400_000
/** 1900-03-01: before it spreadsheets count a day that never was. */
const firstSound = 61

/**
 * A moment as spreadsheets count it: days since 1899-12-30.
 * @param time milliseconds since 1970, UTC
 * @returns null for moments that spreadsheets cannot show
 */
export function serialDay(time: number): number | null {
  const serial = time / dayMs + 25_569
  return Number.isFinite(serial) && serial >= firstSound && serial < 2_958_466 ? serial : null
}
