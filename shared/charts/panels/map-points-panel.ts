import { projections } from '../../maps/projection'
import { type MapName, type Maps, regionsOf } from '../../maps/region-map'
import { unplacedNote } from '../notes'
import { groundTrace, mapAxes, placed, wholeOf } from './map-ground'
import type { DrawPanel, Scene } from './panel'
import { keeper, pointTrace } from './scatter-panel'

/** Where China's map reaches: points that all lie here are drawn on it. */
const china = { west: 73, east: 136, south: 17, north: 54 }
/** A view is never narrower than this, in units of the globe's radius: boundaries would look coarse. */
const narrowest = { world: 0.25, china: 0.08 }

/** Points by longitude (x) and latitude (y) on quiet land; what lies nowhere on earth is counted. */
export function mapPointsPanel(scene: Scene, maps: Maps): DrawPanel {
  const { data } = scene
  const x = data.numbers('x').values
  const y = data.numbers('y').values
  const isPlace = (row: number) => Math.abs(x[row] as number) <= 180 && Math.abs(y[row] as number) <= 90
  const on = scene.rows.filter(isPlace)
  const off = scene.rows.length - on.length
  if (off > 0) {
    scene.unplaced = { rows: off, names: [] }
    scene.notes.push(unplacedNote(scene.unplaced))
  }
  const map: MapName =
    data.spec.map ??
    (on.length > 0 && on.every((row) => isInChina(x[row] as number, y[row] as number)) ? 'china' : 'world')
  const project = projections[map]
  const places = { x: new Float64Array(x.length).fill(Number.NaN), y: new Float64Array(x.length).fill(Number.NaN) }
  for (const row of on) {
    const [px, py] = project(x[row] as number, y[row] as number)
    places.x[row] = px
    places.y[row] = py
  }
  const shapes = placed(regionsOf(maps[map]), project)
  return (rows, isFirst) => {
    const keep = keeper(scene, 0)
    const drawn = rows.filter(isPlace)
    scene.marks = drawn.length
    const trace = {
      ...pointTrace(scene, drawn, places, keep, isFirst),
      customdata: keep('longitude', x),
      hovertext: keep('latitude', y),
      hovertemplate: '%{hovertext:.4f}, %{customdata:.4f}<extra></extra>',
    }
    const axes = mapAxes(viewOf(drawn, places, narrowest[map]) ?? wholeOf(shapes))
    return {
      traces: [groundTrace(shapes), trace],
      ...axes,
      height: 500,
      layout: { margin: { l: 8, r: 8, t: 16, b: 8 } },
    }
  }
}

function isInChina(longitude: number, latitude: number): boolean {
  return longitude >= china.west && longitude <= china.east && latitude >= china.south && latitude <= china.north
}

/** The part of the paper that holds all points, with room around them; null without points. */
function viewOf(rows: Int32Array, { x, y }: { x: Float64Array; y: Float64Array }, least: number) {
  if (rows.length === 0) return null
  const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity }
  for (const row of rows) {
    box.left = Math.min(box.left, x[row] as number)
    box.right = Math.max(box.right, x[row] as number)
    box.bottom = Math.min(box.bottom, y[row] as number)
    box.top = Math.max(box.top, y[row] as number)
  }
  const room =
    Math.max(least - Math.max(box.right - box.left, box.top - box.bottom), 0) / 2 + (box.right - box.left) * 0.05
  return { left: box.left - room, right: box.right + room, bottom: box.bottom - room, top: box.top + room }
}
