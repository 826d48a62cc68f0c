import { escapeXml } from './escape-xml'
import { type Sheet, sheetXml } from './sheet-xml'
import { stylesXml } from './styles'
import { ZipFile } from './zip-file'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006'
const documentNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006'
const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function contentTypes(sheets: number): string {
  const parts = Array.from(
    { length: sheets },
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${spreadsheetType}.worksheet+xml"/>`,
  )
  return (
    `${declaration}<Types xmlns="${packageNamespace}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${spreadsheetType}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${spreadsheetType}.styles+xml"/>${parts.join('')}</Types>`
  )
}

const relationship = (id: number, type: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${documentNamespace}/relationships/${type}" Target="${target}"/>`

function relationships(items: readonly string[]): string {
  return `${declaration}<Relationships xmlns="${packageNamespace}/relationships">${items.join('')}</Relationships>`
}

function workbookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return (
    `${declaration}<workbook xmlns="${mainNamespace}" xmlns:r="${documentNamespace}/relationships">` +
    `<bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets></workbook>`
  )
}

/**
 * Writes a workbook to disk row by row, so that memory does not grow with the rows. Own code rather than SheetJS, which
 * holds every cell of a workbook in memory and cannot freeze rows or set styles; SheetJS reads the files back in tests.
 * @param path a file that does not exist yet
 * @param sheets at least one, with names from `sheetNames`; the first is shown when the workbook opens
 * @param currency ISO 4217 code behind the style `currency`
 * @throws whatever the rows throw; the unfinished file is the caller's to remove
 */
export async function writeWorkbook(path: string, sheets: readonly Sheet[], currency: string): Promise<void> {
  const zip = await ZipFile.create(path)
  try {
    const links = sheets.map((_, index) => relationship(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`))
    await zip.add('[Content_Types].xml', [contentTypes(sheets.length)])
    await zip.add('_rels/.rels', [relationships([relationship(1, 'officeDocument', 'xl/workbook.xml')])])
    await zip.add('xl/workbook.xml', [workbookXml(sheets.map((sheet) => sheet.name))])
    await zip.add('xl/_rels/workbook.xml.rels', [
      relationships([...links, relationship(sheets.length + 1, 'styles', 'styles.xml')]),
    ])
    await zip.add('xl/styles.xml', [stylesXml(currency)])
    for (const [index, sheet] of sheets.entries()) {
      await zip.add(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet, index === 0))
    }
    await zip.finish()
  } finally {
    await zip.close()
  }
}
