import fs from 'node:fs'
import path from 'node:path'
import { provinces } from './provinces.mjs'

/**
 * The regions of China with their outlines.
 * @param {string} source folder of the package with the boundaries
 */
export function chinaFeatures(source) {
  return provinces.map(([id, code]) => {
    const folder = code.startsWith('CN-') ? 'regions' : 'countries'
    const { geometry } = JSON.parse(fs.readFileSync(path.join(source, 'data', folder, `${code}.json`), 'utf8'))
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    return { id, polygons }
  })
}
