import fs from 'node:fs'
import path from 'node:path'
import type { MapName, MapSource, Maps } from '../../shared/maps/region-map'

const read = (name: MapName) =>
  JSON.parse(
    fs.readFileSync(path.resolve(import.meta.dirname, `../../resources/maps/${name}.json`), 'utf8'),
  ) as MapSource

/** The bundled boundaries. */
export const maps: Maps = { world: read('world'), china: read('china') }
