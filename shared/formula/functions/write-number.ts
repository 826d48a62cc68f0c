/**
 * Writes a number by a pattern of Excel's simplest kind: `0`, `0.00`, `000`, `#,##0.0`, `0%`, with words around it. A pattern
 * without a digit sign is written as it stands.
 */
export function writeNumber(value: number, pattern: string): string {
  const match = /[#0][#0,]*(?:\.[0#]+)?%?/.exec(pattern)
  if (!match) return pattern
  const digits = match[0]
  const percent = digits.endsWith('%')
  const [whole = '', fraction = ''] = digits.replace('%', '').split('.')
  const scaled = Number((Math.abs(value) * (percent ? 100 : 1)).toPrecision(15))
  const [integer = '0', decimals = ''] = Math.min(scaled, 1e20).toFixed(Math.min(20, fraction.length)).split('.')
  const padded = integer.padStart(whole.replaceAll(/[^0]/g, '').length, '0')
  const grouped = whole.includes(',') ? padded.replace(/\B(?=(\d{3})+$)/g, ',') : padded
  const optional = fraction.replaceAll('0', '').length
  const kept = optional > 0 ? decimals.replace(new RegExp(`0{1,${optional}}$`), '') : decimals
  const sign = value < 0 && /[1-9]/.test(`${integer}${kept}`) ? '-' : ''
  const written = `${sign}${grouped}${kept === '' ? '' : `.${kept}`}${percent ? '%' : ''}`
  return pattern.slice(0, match.index) + written + pattern.slice(match.index + digits.length)
}
