import { failure } from '@shared/contract/app-error'
import { SaxesParser } from 'saxes'
import { Shown, shownBy } from './number-formats'
import type { ZipArchive } from './zip-archive'

export interface WorkbookSheet {
  name: string
  hidden: boolean
  part: string
}

export interface Workbook {
  sheets: WorkbookSheet[]
  date1904: boolean
  /** Per cell style how its numbers are shown. */
  shown: Uint8Array
  sharedStrings: string | null
}

interface Element {
  name: string
  parent: string
  attributes: Record<string, string>
}

/**
 * Reads what a workbook says about itself: sheets, date system, styles.
 * @throws fileDamaged, notAWorkbook
 */
export async function readWorkbook(zip: ZipArchive, file: string): Promise<Workbook> {
  const main = await mainPart(zip, file)
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const elements = elementsOf((await zip.text(main)) ?? '', file)
  const relations = await relationsOf(zip, main, file)
  const sheets = sheetsOf(elements, relations, folder)
  const properties = elements.find(({ name }) => name === 'workbookPr')?.attributes
  const styles = pathOf(relations, 'styles', folder)
  return {
    sheets: sheets.length > 0 ? sheets : sheetsByName(zip),
    date1904: properties?.['date1904'] === '1' || properties?.['date1904'] === 'true',
    shown: shownByStyle(elementsOf((styles && (await zip.text(styles))) || '', file)),
    sharedStrings: pathOf(relations, 'sharedStrings', folder),
  }
}

async function mainPart(zip: ZipArchive, file: string): Promise<string> {
  const relations = await relationsOf(zip, '', file)
  const main = pathOf(relations, 'officeDocument', '')
  if (main && zip.has(main)) return main
  if (zip.has('xl/workbook.xml')) return 'xl/workbook.xml'
  throw failure('notAWorkbook', { file })
}

interface Relation {
  id: string
  type: string
  target: string
}

async function relationsOf(zip: ZipArchive, part: string, file: string): Promise<Relation[]> {
  const slash = part.lastIndexOf('/') + 1
  const xml = await zip.text(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`)
  return elementsOf(xml ?? '', file)
    .filter(({ name }) => name === 'Relationship')
    .map(({ attributes }) => ({
      id: attributes['Id'] ?? '',
      type: (attributes['Type'] ?? '').split('/').pop() ?? '',
      target: attributes['Target'] ?? '',
    }))
}

function pathOf(relations: readonly Relation[], type: string, folder: string): string | null {
  const relation = relations.find((candidate) => candidate.type === type)
  return relation ? resolved(relation.target, folder) : null
}

/** A target is relative to its part's folder, or begins at the root with a slash. */
function resolved(target: string, folder: string): string {
  const parts = (target.startsWith('/') ? target.slice(1) : folder + target).replaceAll('\\', '/').split('/')
  const path: string[] = []
  for (const part of parts) {
    if (part === '..') path.pop()
    else if (part !== '.' && part !== '') path.push(part)
  }
  return path.join('/')
}

function sheetsOf(elements: readonly Element[], relations: readonly Relation[], folder: string): WorkbookSheet[] {
  return elements
    .filter(({ name, parent }) => name === 'sheet' && parent === 'sheets')
    .flatMap(({ attributes }) => {
      const relation = relations.find(({ id }) => id === attributes['id'])
      if (relation?.type !== 'worksheet') return []
      const hidden = attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden'
      return [{ name: attributes['name'] ?? '', hidden, part: resolved(relation.target, folder) }]
    })
}

/** A workbook that has lost its list of sheets still has them. */
function sheetsByName(zip: ZipArchive): WorkbookSheet[] {
  const parts = zip.names.filter((name) => /(^|\/)worksheets\/[^/]+\.xml$/i.test(name)).sort()
  return parts.map((part, i) => ({ name: `Sheet${i + 1}`, hidden: false, part }))
}

function shownByStyle(elements: readonly Element[]): Uint8Array {
  const codes = new Map<number, string>()
  for (const { name, attributes } of elements) {
    if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
  }
  const styles = elements.filter(({ name, parent }) => name === 'xf' && parent === 'cellXfs')
  return Uint8Array.from(styles, ({ attributes }) => {
    const id = Number(attributes['numFmtId'] ?? 0)
    return Number.isNaN(id) ? Shown.number : shownBy(id, codes.get(id))
  })
}

/** All elements of a small XML part with their local names; a document type declaration is refused. */
function elementsOf(xml: string, file: string): Element[] {
  const elements: Element[] = []
  const path: string[] = []
  const parser = new SaxesParser({ position: false })
  parser.on('doctype', () => {
    throw failure('xmlDeclaration', { file })
  })
  parser.on('error', (error) => {
    throw failure('fileDamaged', { file, detail: error.message })
  })
  parser.on('opentag', ({ name, attributes }) => {
    const local = localName(name)
    const plain = Object.entries(attributes).map(([key, value]) => [localName(key), String(value)])
    elements.push({ name: local, parent: path[path.length - 1] ?? '', attributes: Object.fromEntries(plain) })
    path.push(local)
  })
  parser.on('closetag', () => path.pop())
  if (xml !== '') parser.write(xml).close()
  return elements
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
