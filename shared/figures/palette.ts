/** Where a figure is drawn. `paper` is light on pure white, for what is printed or handed over. */
export type Theme = 'light' | 'dark' | 'paper'

/**
 * Ten colours of segments. Any two differ by at least 0.075 in OKLab, with normal colour vision and with none of the red,
 * the green or the blue receptors (as Machado et al. 2009 simulate them); each has a contrast of at least 3 : 1 to its ground.
 * A segment has the same hue in both.
 */
export const segmentColors: Readonly<Record<'light' | 'dark', readonly string[]>> = {
  light: ['#0091ff', '#e97212', '#057967', '#b561b6', '#004976', '#820408', '#716200', '#682948', '#539771', '#6c39c2'],
  dark: ['#6c95f6', '#f18b45', '#51fad3', '#b573a0', '#8fc4ff', '#c05527', '#f3db5d', '#e79fb9', '#118965', '#815dbf'],
}

/** Colours by meaning beside the segments'. Names used in figures: these, `segment-0` … `segment-9` and `segment--1` (noise). */
const light = {
  background: '#ffffff',
  raised: '#ffffff',
  ink: '#1d1f1e',
  text: '#1d1f1e',
  muted: '#6f716c',
  grid: '#ecebe7',
  axis: '#8f8d86',
  accent: '#0b6e64',
  positive: '#2b7a3d',
  negative: '#b3261e',
  warning: '#8f5600',
  'diverging-low': '#c8641b',
  'diverging-middle': '#f6f5f2',
  'diverging-high': '#0f8a6f',
  'sequential-low': '#eef6f4',
  'sequential-high': '#0b6e64',
  'segment--1': '#8c8c88',
}

const dark: Readonly<Record<keyof typeof light, string>> = {
  background: '#1b1d1d',
  raised: '#232626',
  ink: '#e8eae8',
  text: '#e8eae8',
  muted: '#969b98',
  grid: '#2b2f2f',
  axis: '#6d7573',
  accent: '#2fa598',
  positive: '#74c686',
  negative: '#f28b82',
  warning: '#e9b44c',
  'diverging-low': '#e08140',
  'diverging-middle': '#2a2d2d',
  'diverging-high': '#22a98b',
  'sequential-low': '#20302e',
  'sequential-high': '#5cc8bb',
  'segment--1': '#7f8482',
}

const namedColors: Readonly<Record<Theme, Readonly<Record<string, string>>>> = {
  light,
  dark,
  paper: { ...light, grid: '#e6e5e1' },
}

/** Colour of a segment; the eleventh has the colour of the first again. */
export function segmentColor(label: number, theme: Theme): string {
  if (label < 0) return colorOf('segment--1', theme)
  const colors = segmentColors[theme === 'dark' ? 'dark' : 'light']
  return colors[label % colors.length] as string
}

/**
 * A colour by meaning as CSS.
 * @param name e.g. `accent`, `segment-3`, `sequential-40` (40 % of the way along that scale), `on-segment-3` (black or white, whichever reads better on it), or with an opacity in [0, 1] `segment-3@0.08`; an unknown name is the text's colour
 */
export function colorOf(name: string, theme: Theme): string {
  if (name.startsWith('on-')) return inkOn(colorOf(name.slice('on-'.length), theme))
  const [meaning = '', opacity] = name.split('@')
  const segment = /^segment-(\d+)$/.exec(meaning)
  const onScale = /^(sequential|diverging)-(\d+)$/.exec(meaning)
  const named = namedColors[theme]
  const other = () => (onScale ? scaleColor(onScale[1] as string, Number(onScale[2]), named) : named[meaning])
  const color = segment ? segmentColor(Number(segment[1]), theme) : (other() ?? (named.text as string))
  return opacity === undefined ? color : withOpacity(color, Number(opacity))
}

/** The colour so many percent of the way from the low end of a scale to its high end. */
function scaleColor(scale: string, percent: number, named: Readonly<Record<string, string>>): string {
  const stops = ['low', 'middle', 'high'].flatMap((stop) => named[`${scale}-${stop}`] ?? [])
  const position = (Math.min(100, percent) / 100) * (stops.length - 1)
  const below = Math.min(stops.length - 2, Math.floor(position))
  const [from, to] = [stops[below], stops[below + 1]].map((stop) => channelsOf(stop as string))
  const part = position - below
  const mixed = (from as number[]).map((channel, i) =>
    Math.round(channel + ((to as number[])[i] as number) * part - channel * part),
  )
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

function withOpacity(color: string, opacity: number): string {
  const [red, green, blue] = channelsOf(color)
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`
}

function channelsOf(color: string): [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

/** Black or white, whichever reads better on a colour of the palette. */
export function inkOn(color: string): string {
  return contrast(color, '#ffffff') >= contrast(color, '#000000') ? '#ffffff' : '#000000'
}

/** Contrast ratio of two colours, from 1 to 21. Source: WCAG 2.2, relative luminance. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function luminance(color: string): number {
  const [red, green, blue] = channelsOf(color).map((channel) => linear(channel / 255)) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
