/** Colours by meaning for charts, per surface. The ten of segments can be told apart with any colour vision. */
export type SurfaceName = 'light' | 'dark' | 'paper'
type Palette = Readonly<Record<string, string>>

const onLight = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#8a6d00',
  '#4aa3d8',
  '#7b4fa3',
  '#7a7a7a',
  '#a6431f',
  '#3c6e47',
]
const onDark = [
  '#4ba3e0',
  '#f0823a',
  '#2cc295',
  '#e29ac4',
  '#d9b93b',
  '#8fd0f5',
  '#b48be0',
  '#b0b0b0',
  '#e07f5c',
  '#86bd92',
]

const segments = (colors: readonly string[]): Palette =>
  Object.fromEntries(colors.map((color, label) => [`segment-${label}`, color]))

const light: Palette = {
  ...segments(onLight),
  'segment--1': '#b5b5b0',
  ink: '#1d1f1e',
  text: '#1d1f1e',
  muted: '#6f716c',
  line: '#ecebe7',
  axis: '#b9b7b0',
  background: '#ffffff',
  accent: '#0b6e64',
  'diverging-low': '#b5552b',
  'diverging-middle': '#f7f7f5',
  'diverging-high': '#0b6e64',
  'sequential-low': '#e3f2ef',
  'sequential-high': '#0b6e64',
}

export const palettes: Readonly<Record<SurfaceName, Palette>> = {
  light,
  paper: light,
  dark: {
    ...segments(onDark),
    'segment--1': '#6d7573',
    ink: '#e8eae8',
    text: '#e8eae8',
    muted: '#969b98',
    line: '#2b2f2f',
    axis: '#59605e',
    background: '#232626',
    accent: '#3f9c90',
    'diverging-low': '#c7683d',
    'diverging-middle': '#232626',
    'diverging-high': '#3f9c90',
    'sequential-low': '#173a36',
    'sequential-high': '#5cc8bb',
  },
}

const variables = (palette: Palette) =>
  onLight.map((_, label) => `--segment-${label}:${palette[`segment-${label}`]};`).join('') +
  `--segment-none:${palette['segment--1']};`

/** The segment colours as style variables, for the marks beside words. */
export function paletteStyles(): string {
  return `:root{${variables(light)}}@media screen and (prefers-color-scheme:dark){:root:not(.paper){${variables(palettes.dark)}}}`
}
