/** The day of a moment, as the workspace writes it: `2024-03-05`. */
export function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

/** A moment as the workspace writes it: `2024-03-05 13:45:00`, with a fraction of a second only where there is one. */
export function isoDateTime(milliseconds: number): string {
  const [day, time = ''] = new Date(milliseconds).toISOString().split('T')
  return `${day} ${time.slice(0, milliseconds % 1000 === 0 ? 8 : 12)}`
}
