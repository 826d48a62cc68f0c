import { failure } from '../../contract/app-error'
import type { FigureTrace } from '../../contract/result-elements'
import { literal, quantity, type Text, text, type Unit } from '../../contract/text'
import { projections } from '../../maps/projection'
import { RegionFinder } from '../../maps/region-finder'
import { type MapName, type Maps, mapNames, type Region, regionsOf } from '../../maps/region-map'
import { aggregate } from '../aggregate'
import type { ChartData } from '../chart-fields'
import { type Keys, keysOf } from '../chart-keys'
import { unplacedNote, writtenName } from '../notes'
import { drawnDetail, groundTrace, mapAxes, type PlacedRegion, placed, regionPath, wholeOf } from './map-ground'
import { mapPointsPanel } from './map-points-panel'
import { type DrawPanel, measureOf, type Scene, shortTitle } from './panel'
import { type ValueClass, valueClasses } from './value-classes'

/** Regions that get their name written on the map: those with the largest values. */
const mostLabels = 6
/** The world is wider than high. */
const heights: Readonly<Record<MapName, number>> = { world: 440, china: 500 }
/** Regions below this share of the drawn width are hard to see, and get a dot. */
const dotBelow = 0.008
/** Letters of most names, to tell whether two would touch. */
const longestLabel = 10

/** Regions in colours of their values, or points by longitude and latitude. @throws chartPlacesUnknown, chartFieldNeeded */
export function mapPanel(scene: Scene): DrawPanel {
  const { data, maps } = scene
  if (maps === null) throw new Error('A map without boundaries.')
  const column = data.field('x')
  if (column?.kind === 'numeric' && data.spec.y === undefined)
    throw failure('chartFieldNeeded', { type: 'map', field: 'y' }, { parameter: 'y' })
  return column?.kind === 'numeric' ? mapPointsPanel(scene, maps) : regionsPanel(scene)
}

interface Recognised {
  map: MapName
  regions: Region[]
  /** Region of each key; −1 for names that are not known. */
  places: number[]
}

/** Reads the names of a column on each map that may be meant, and takes the one that knows more rows. */
function recognise(data: ChartData, maps: Maps, names: readonly string[], counts: ArrayLike<number>): Recognised {
  const asked = data.spec.map === undefined ? mapNames : [data.spec.map]
  const read = asked.map((map) => {
    const regions = regionsOf(maps[map], drawnDetail[map])
    const finder = new RegionFinder(regions)
    const places = names.map((name) => finder.find(name))
    const rows = places.reduce((sum, place, key) => sum + (place < 0 ? 0 : (counts[key] as number)), 0)
    return { map, regions, places, rows }
  })
  return read.reduce((best, one) => (one.rows > best.rows ? one : best))
}

/** Reads the column of places. @throws chartPlacesUnknown where nothing is a place */
function readPlaces({ data, maps, rows }: Scene) {
  const column = data.field('x')
  if (maps === null || column === null) throw new Error('A map without boundaries or places.')
  const keys = keysOf(column, data.spec, false)
  const names = keys.names.map((name) => ('literal' in name ? name.literal : ''))
  const counts = aggregate('count', keys.codes, names.length, null, rows)
  const read = recognise(data, maps, names, counts)
  const unknown = names.filter((name, key) => name !== '' && (read.places[key] as number) < 0)
  if (unknown.length > 0 && read.places.every((place) => place < 0)) {
    const values = { column: column.name, examples: unknown.slice(0, 3).map(literal) }
    throw failure('chartPlacesUnknown', values, { parameter: 'x', column: column.name })
  }
  return { keys, counts, ...read }
}

/** Regions as groups of rows; a name that is not known stays a group of its own. */
export function regionKeys(scene: Scene): Keys {
  const { keys, places, regions } = readPlaces(scene)
  const known = [...new Set(places.filter((place) => place >= 0))].sort((a, b) => a - b)
  const unknown = keys.names.map((_, key) => key).filter((key) => (places[key] as number) < 0)
  const groupOf = (key: number) => {
    const place = places[key] as number
    return place < 0 ? known.length + unknown.indexOf(key) : known.indexOf(place)
  }
  const groups = keys.names.map((_, key) => groupOf(key))
  const names = [
    ...known.map((place) => text(`regions.${(regions[place] as Region).id}`)),
    ...unknown.map((key) => keys.names[key] as Text),
  ]
  return { ...keys, names, codes: keys.codes.map((key) => (key < 0 ? -1 : (groups[key] as number))) }
}

function regionsPanel(scene: Scene): DrawPanel {
  const { keys, counts, map, regions, places } = readPlaces(scene)
  const codes = keys.codes.map((key) => (key < 0 ? -1 : (places[key] as number)))
  sayUnplaced(scene, keys.names, counts, places)
  const measure = measureOf(scene.data)
  const shapes = placed(regions, projections[map])
  const box = wholeOf(shapes)
  const width = box.right - box.left
  return (rows) => {
    const values = aggregate(measure.kind, codes, regions.length, measure.column, rows)
    const hasRows = aggregate('count', codes, regions.length, null, rows)
    const drawn = shapes.flatMap((shape, i) => {
      const value = values[i] as number
      return (hasRows[i] as number) > 0 && Number.isFinite(value) ? [{ ...shape, value }] : []
    })
    scene.marks = drawn.length
    const isDrawn = new Set(drawn.map(({ id }) => id))
    const traces = [
      groundTrace(shapes.filter(({ id }) => !isDrawn.has(id))),
      ...valueClasses(
        drawn.map(({ value }) => value),
        measure.unit,
      ).flatMap((some) => classTraces(some, drawn, width, measure.unit)),
      ...(drawn.length > 0 ? [labelTrace(drawn, width)] : []),
    ]
    const title = { text: { $text: shortTitle(measure.title) }, side: 'top' }
    const legend = { title, itemclick: false, itemdoubleclick: false }
    return { traces, ...mapAxes(box), height: heights[map], layout: { legend, margin: { l: 8, r: 8, t: 16, b: 8 } } }
  }
}

/** Counts and lists what the map does not know. */
function sayUnplaced(scene: Scene, names: readonly Text[], counts: ArrayLike<number>, places: readonly number[]): void {
  const unknown = names
    .map((name, key) => ({ name: writtenName(name), rows: (places[key] as number) < 0 ? (counts[key] as number) : 0 }))
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => b.rows - a.rows)
  if (unknown.length === 0) return
  scene.unplaced = { rows: unknown.reduce((sum, { rows }) => sum + rows, 0), names: unknown }
  scene.notes.push(unplacedNote(scene.unplaced))
}

interface Drawn extends PlacedRegion {
  value: number
}

/** Every region of a class by itself, so that the pointer finds it; the first stands for the class in the legend. */
function classTraces(some: ValueClass, drawn: readonly Drawn[], width: number, unit: Unit): FigureTrace[] {
  const own = drawn.filter(({ value }) => some.holds(value))
  const color = { $color: some.color }
  const swatch: FigureTrace = {
    type: 'scatter',
    mode: 'markers',
    x: [null],
    y: [null],
    name: { $text: some.name },
    marker: { symbol: 'square', size: 10, color },
    hoverinfo: 'skip',
  }
  const areas = own.map(
    (region): FigureTrace => ({
      type: 'scatter',
      mode: 'lines',
      $whole: true,
      ...regionPath([region]),
      fill: 'toself',
      fillcolor: color,
      line: { color: { $color: 'background' }, width: 0.5 },
      hoveron: 'fills',
      hoverinfo: 'text',
      text: { $text: saidOf(region, unit) },
      showlegend: false,
    }),
  )
  const small = own.filter(({ rings, left, right }) => rings.length === 0 || right - left < width * dotBelow)
  const dots: FigureTrace = {
    type: 'scatter',
    mode: 'markers',
    x: small.map(({ x }) => x),
    y: small.map(({ y }) => y),
    text: small.map((region) => ({ $text: saidOf(region, unit) })),
    hoverinfo: 'text',
    marker: { size: 8, color, line: { width: 1, color: { $color: 'text@0.6' } } },
    showlegend: false,
  }
  return [swatch, ...areas.filter(({ x }) => (x as unknown[]).length > 0), ...(small.length > 0 ? [dots] : [])]
}

function saidOf({ id, value }: Drawn, unit: Unit): Text {
  return text('charts.map.region', { region: text(`regions.${id}`), value: quantity(value, unit) })
}

/** The names of the regions with the largest values, where they do not cover one another. */
function labelTrace(drawn: readonly Drawn[], width: number): FigureTrace {
  const [line, letter] = [width * 0.022, width * 0.009]
  const kept: Drawn[] = []
  const isFree = (one: Drawn) =>
    kept.every(({ x, y }) => Math.abs(y - one.y) > line || Math.abs(x - one.x) > letter * longestLabel)
  for (const one of [...drawn].sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, mostLabels)) {
    if (isFree(one)) kept.push(one)
  }
  return {
    type: 'scatter',
    mode: 'text',
    x: kept.map(({ x }) => x),
    y: kept.map(({ y }) => y),
    text: kept.map(({ id }) => ({ $text: text(`regions.${id}`) })),
    textfont: { color: { $color: 'text' }, size: 11, weight: 600, shadow: 'auto' },
    hoverinfo: 'skip',
    showlegend: false,
    cliponaxis: false,
  }
}
