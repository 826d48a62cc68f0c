import { escapeXml } from './escape-xml'

/** Every look a cell can have. Numbers by what they are, words by what they are for. */
export const cellStyles = [
  'text',
  'quoted',
  'title',
  'heading',
  'header',
  'numberHeader',
  'label',
  'link',
  'wrapped',
  'muted',
  'number',
  'decimal0',
  'decimal1',
  'decimal2',
  'decimal3',
  'decimal4',
  'decimal6',
  'percent',
  'currency',
  'date',
  'datetime',
] as const
export type CellStyle = (typeof cellStyles)[number]

/** Position of a look among the workbook's; every look is there twice, the second time aligned to the left. */
export function styleIndex(style: CellStyle, left = false): number {
  return cellStyles.indexOf(style) + (left ? cellStyles.length : 0)
}

const fonts = { plain: 0, bold: 1, title: 2, heading: 3, link: 4, muted: 5 }
const firstOwnFormat = 164

interface Look {
  font?: keyof typeof fonts
  format?: string
  fill?: boolean
  border?: boolean
  wrap?: boolean
  right?: boolean
  quotePrefix?: boolean
}

function looks(currency: string): Record<CellStyle, Look> {
  return {
    text: {},
    quoted: { quotePrefix: true },
    title: { font: 'title' },
    heading: { font: 'heading' },
    header: { font: 'bold', fill: true, border: true },
    numberHeader: { font: 'bold', fill: true, border: true, right: true },
    label: { font: 'bold' },
    link: { font: 'link' },
    wrapped: { wrap: true },
    muted: { font: 'muted', wrap: true },
    number: {},
    decimal0: { format: '#,##0' },
    decimal1: { format: '#,##0.0' },
    decimal2: { format: '#,##0.00' },
    decimal3: { format: '#,##0.000' },
    decimal4: { format: '#,##0.0000' },
    decimal6: { format: '#,##0.000000' },
    percent: { format: '0.0%' },
    currency: { format: currencyFormat(currency) },
    date: { format: 'yyyy-mm-dd' },
    datetime: { format: 'yyyy-mm-dd hh:mm' },
  }
}

/** The sign of a currency, or its code where it has none, as literal words of a number format. */
function currencyFormat(currency: string): string {
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  const sign = parts.find((part) => part.type === 'currency')?.value ?? currency
  return `"${sign}"#,##0.00;-"${sign}"#,##0.00`
}

function formatXml(list: readonly string[]): string {
  const items = list.map(
    (code, index) => `<numFmt numFmtId="${firstOwnFormat + index}" formatCode="${escapeXml(code)}"/>`,
  )
  return `<numFmts count="${list.length}">${items.join('')}</numFmts>`
}

const fontsXml =
  '<fonts count="6">' +
  '<font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="16"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="12"/><name val="Calibri"/></font>' +
  '<font><u/><sz val="11"/><color rgb="FF1A5FB4"/><name val="Calibri"/></font>' +
  '<font><sz val="10"/><color rgb="FF5E6470"/><name val="Calibri"/></font>' +
  '</fonts>'

const fillsXml =
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFF0F2F5"/></patternFill></fill></fills>'

const bordersXml =
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
  '<border><left/><right/><top/><bottom style="thin"><color rgb="FFB5BAC4"/></bottom><diagonal/></border></borders>'

function lookXml(look: Look, formats: readonly string[], left: boolean): string {
  const format = look.format === undefined ? 0 : firstOwnFormat + formats.indexOf(look.format)
  const font = fonts[look.font ?? 'plain']
  const alignment = `<alignment vertical="top"${left ? ' horizontal="left"' : look.right ? ' horizontal="right"' : ''}${look.wrap ? ' wrapText="1"' : ''}/>`
  return (
    `<xf numFmtId="${format}" fontId="${font}" fillId="${look.fill ? 2 : 0}" borderId="${look.border ? 1 : 0}" xfId="0"` +
    ` applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${look.quotePrefix ? ' quotePrefix="1"' : ''}>` +
    `${alignment}</xf>`
  )
}

/**
 * The styles part of a workbook, in the order of `cellStyles`.
 * @param currency ISO 4217 code of the money in the workbook
 */
export function stylesXml(currency: string): string {
  const all = looks(currency)
  const formats = [...new Set(Object.values(all).flatMap((look) => (look.format ? [look.format] : [])))]
  const looksXml = (left: boolean) => cellStyles.map((style) => lookXml(all[style], formats, left)).join('')
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    `${formatXml(formats)}${fontsXml}${fillsXml}${bordersXml}` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${2 * cellStyles.length}">${[false, true].map(looksXml).join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  )
}
