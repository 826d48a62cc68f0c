import { colorOf, segmentColors, type Theme } from './palette'

/** System fonts with good Chinese, as everywhere in the application. */
export const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'

/** How every figure looks where its method says nothing else: few lines, quiet colours, data loudest. */
export function baseLayout(theme: Theme): Record<string, unknown> {
  const color = (name: string) => colorOf(name, theme)
  const ground = theme === 'paper' ? color('background') : 'rgba(0, 0, 0, 0)'
  const font = { family: fontFamily, size: 12, color: color('text') }
  return {
    font,
    paper_bgcolor: ground,
    plot_bgcolor: ground,
    margin: { l: 52, r: 16, t: 16, b: 40, pad: 2 },
    hovermode: 'closest',
    hoverlabel: { bgcolor: color('raised'), bordercolor: color('axis'), font, align: 'left' },
    separators: '.,',
    colorway: segmentColors[theme === 'dark' ? 'dark' : 'light'],
    legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.02, yanchor: 'bottom', itemsizing: 'constant' },
    template: { layout: templateLayout(theme), data: templateData() },
  }
}

/** Defaults that hold for every axis of a figure, however many it has. */
function templateLayout(theme: Theme) {
  const color = (name: string) => colorOf(name, theme)
  const axis = {
    automargin: true,
    gridcolor: color('grid'),
    gridwidth: 1,
    linecolor: color('axis'),
    zerolinecolor: color('axis'),
    zerolinewidth: 1,
    zeroline: false,
    tickcolor: color('axis'),
    tickfont: { color: color('muted'), size: 11 },
    title: { font: { size: 12, color: color('text') }, standoff: 10 },
    exponentformat: 'none',
    separatethousands: true,
    // To the left: words that lean to the right would leave the drawing at its end, and the last of them would not be drawn.
    autotickangles: [0, -35, -90],
  }
  return {
    xaxis: { ...axis, showgrid: false, showline: true, ticks: 'outside', ticklen: 4 },
    yaxis: axis,
    bargap: 0.28,
    modebar: { bgcolor: 'rgba(0, 0, 0, 0)', color: color('axis'), activecolor: color('accent') },
  }
}

function templateData() {
  const colorbar = { outlinewidth: 0, thickness: 10, len: 0.8, exponentformat: 'none', separatethousands: true }
  const points = { marker: { size: 6, opacity: 0.75, colorbar } }
  return {
    scatter: [{ cliponaxis: true }],
    scattergl: [points],
    heatmap: [{ colorbar }],
    bar: [{ marker: { line: { width: 0 } } }],
  }
}
