/** Writes the sample data into this folder: `node resources/sample-data/generate.mjs`. */

import fs from 'node:fs'
import path from 'node:path'
import { makeSampleData } from './generator/index.mjs'

for (const [name, bytes] of makeSampleData()) {
  fs.writeFileSync(path.join(import.meta.dirname, name), bytes)
  console.error(`${name}: ${bytes.length} bytes`)
}
