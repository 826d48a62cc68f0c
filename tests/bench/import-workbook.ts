import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createDeflateRaw } from 'node:zlib'
import { createRandom } from '@shared/math/random'

const names = 'order_id,customer_id,order_date,amount,quantity,city,product,rating,vip,comment'.split(',')
const cities = ['上海', '北京', 'Guangzhou', 'Shenzhen', 'Chengdu']
const products = ['Green tea, loose', 'Oolong', 'Teapot', 'Cup', 'Gift box']
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'

const relation = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${office}/${type}" Target="${target}"/>`

/** Writes a workbook of one sheet with shared texts, numbers and dates, as Excel does. */
export async function writeOrdersWorkbook(path: string, rows: number): Promise<void> {
  const zip = new ZipWriter(path)
  const relations = (inner: string): string =>
    `<Relationships xmlns="${packaged}/relationships">${inner}</Relationships>`
  await zip.add('_rels/.rels', [relations(relation(1, 'officeDocument', 'xl/workbook.xml'))])
  await zip.add('[Content_Types].xml', [`<Types xmlns="${packaged}/content-types"/>`])
  const sheets = '<sheets><sheet name="Orders" sheetId="1" r:id="rId1"/></sheets>'
  await zip.add('xl/workbook.xml', [`<workbook xmlns="${spreadsheet}" xmlns:r="${office}">${sheets}</workbook>`])
  const parts = [
    ['worksheet', 'worksheets/sheet1.xml'],
    ['sharedStrings', 'sharedStrings.xml'],
    ['styles', 'styles.xml'],
  ] as const
  await zip.add('xl/_rels/workbook.xml.rels', [
    relations(parts.map(([type, target], i) => relation(i + 1, type, target)).join('')),
  ])
  await zip.add('xl/styles.xml', [
    `<styleSheet xmlns="${spreadsheet}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  ])
  const texts = new Map<string, number>()
  await zip.add('xl/worksheets/sheet1.xml', sheetXml(rows, texts))
  await zip.add('xl/sharedStrings.xml', stringsXml(texts))
  await zip.finish()
}

function* sheetXml(rows: number, texts: Map<string, number>): Generator<string> {
  const random = createRandom(5)
  const text = (cell: string, said: string): string => {
    if (!texts.has(said)) texts.set(said, texts.size)
    return `<c r="${cell}" t="s"><v>${texts.get(said)}</v></c>`
  }
  yield `<worksheet xmlns="${spreadsheet}"><sheetData><row r="1">`
  yield `${names.map((name, i) => text(`${String.fromCharCode(65 + i)}1`, name)).join('')}</row>`
  for (let row = 2; row <= rows; row += 1) {
    const number = (column: string, value: number | string): string => `<c r="${column}${row}"><v>${value}</v></c>`
    yield `<row r="${row}">${number('A', 100_000 + row)}${text(`B${row}`, `C${random.integer(100_000)}`)}` +
      `<c r="C${row}" s="1"><v>${45_000 + random.integer(365)}</v></c>${number('D', (random.next() * 500).toFixed(2))}` +
      `${number('E', 1 + random.integer(8))}${text(`F${row}`, cities[random.integer(5)] as string)}` +
      `${text(`G${row}`, products[random.integer(5)] as string)}${number('H', 1 + random.integer(5))}` +
      `${number('I', random.integer(2))}${text(`J${row}`, `note ${random.integer(1_000_000)} ok`)}</row>`
  }
  yield '</sheetData></worksheet>'
}

function* stringsXml(texts: ReadonlyMap<string, number>): Generator<string> {
  yield `<sst xmlns="${spreadsheet}">`
  for (const said of texts.keys()) yield `<si><t>${said}</t></si>`
  yield '</sst>'
}

/** A zip file, entry by entry; sizes follow each entry in a data descriptor. Checksums are left at zero: nobody here reads them. */
class ZipWriter {
  readonly #out
  readonly #directory: Buffer[] = []
  #offset = 0
  #entries = 0

  constructor(path: string) {
    this.#out = createWriteStream(path)
  }

  async add(name: string, pieces: Iterable<string>): Promise<void> {
    const offset = this.#offset
    await this.#write(Buffer.concat([localHeader(name), Buffer.from(name)]))
    const deflate = createDeflateRaw({ level: 1 })
    let size = 0
    const feeding = (async () => {
      let waiting = ''
      for (const piece of pieces) {
        waiting += piece
        if (waiting.length < 1 << 18) continue
        size += Buffer.byteLength(waiting)
        if (!deflate.write(waiting)) await once(deflate, 'drain')
        waiting = ''
      }
      size += Buffer.byteLength(waiting)
      deflate.end(waiting)
    })()
    const begin = this.#offset
    for await (const block of deflate) await this.#write(block as Buffer)
    await feeding
    const packed = this.#offset - begin
    await this.#write(descriptor(packed, size))
    this.#directory.push(directoryEntry(name, packed, size, offset), Buffer.from(name))
    this.#entries += 1
  }

  async finish(): Promise<void> {
    const directory = Buffer.concat(this.#directory)
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(this.#entries, 8)
    end.writeUInt16LE(this.#entries, 10)
    end.writeUInt32LE(directory.length, 12)
    end.writeUInt32LE(this.#offset, 16)
    await this.#write(Buffer.concat([directory, end]))
    this.#out.end()
    await once(this.#out, 'close')
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#offset += bytes.length
    if (!this.#out.write(bytes)) await once(this.#out, 'drain')
  }
}

function localHeader(name: string): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(8, 6)
  header.writeUInt16LE(8, 8)
  header.writeUInt16LE(Buffer.byteLength(name), 26)
  return header
}

function descriptor(packed: number, size: number): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x08074b50, 0)
  bytes.writeUInt32LE(packed, 8)
  bytes.writeUInt32LE(size, 12)
  return bytes
}

function directoryEntry(name: string, packed: number, size: number, offset: number): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(20, 4)
  entry.writeUInt16LE(20, 6)
  entry.writeUInt16LE(8, 8)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed, 20)
  entry.writeUInt32LE(size, 24)
  entry.writeUInt16LE(Buffer.byteLength(name), 28)
  entry.writeUInt32LE(offset, 42)
  return entry
}
