import fs from 'node:fs'
import { type MapName, type MapSource, type Maps, mapNames } from '@shared/maps/region-map'
import { resourcePath } from '../paths'

let read: Maps | null = null

/** The bundled boundaries; read once, when the first map is drawn. */
export function readMaps(): Maps {
  read ??= Object.fromEntries(mapNames.map((name) => [name, readMap(name)])) as Record<MapName, MapSource>
  return read
}

function readMap(name: MapName): MapSource {
  return JSON.parse(fs.readFileSync(resourcePath('maps', `${name}.json`), 'utf8')) as MapSource
}
