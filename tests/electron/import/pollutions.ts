/** A clean table and the many ways in which people and programs spoil one on its way into a file. */

export interface Pollution {
  /** Read with types, not as written: notes below the table are rows of a text. */
  typed?: boolean
  name: string
  content: string | Buffer
  names: readonly string[]
  rows: readonly (readonly string[])[]
}

export const names = ['DATE', 'TIME', 'Qty', 'PRODUCT', 'Price', 'Kind', 'Description', 'URL', 'Comments'] as const

const kinds = [
  'Walking boots',
  "Kids' kite",
  'Round table, 48"',
  'Scarf',
  "Men's vest, blue",
  'Lamp; brass',
  'Tent 5" pegs',
  'Mug',
  'Rain coat',
]
const said = [
  'Light and strong, for paths of every kind.',
  "Doesn't fade, even in the sun.",
  'Made to order, 12" wide or more.',
  'Soft wool: warm, dry; never heavy.',
  'It says "hello" to nobody.',
]

const two = (value: number) => String(value).padStart(2, '0')

/** 60 rows: dates, times, codes, prices, texts with commas and quotation marks, and a column that nobody filled in. */
export const rows: readonly (readonly string[])[] = Array.from({ length: 60 }, (_, i) => {
  const code = `${'ABCDEFG'[i % 7]}K-${4000 + ((i * 137) % 5000)}`
  return [
    `${two(13 + (i % 15))}/${two(1 + Math.floor(i / 15))}/2018`,
    `${two(Math.floor(i / 4))}:${two((i % 4) * 15)}`,
    String(i % 5),
    code,
    `$${(10 + ((i * 7.31) % 80)).toFixed(2)}`,
    kinds[i % kinds.length] as string,
    `${said[i % said.length]} No ${i}.`,
    `https://shop.example/${code}.html`,
    '',
  ]
})

interface Style {
  delimiter?: string
  quote?: string
  escape?: string
  newline?: string
}

const quoted = new Set([6, 7])

/** A line as the source file writes it: the last texts in quotation marks always, others where they must be. */
function line(
  cells: readonly string[],
  { delimiter = ',', quote = '"', escape: escapedBy = quote }: Style = {},
): string {
  return cells
    .map((cell, i) => {
      const must = cell.includes(delimiter) || cell.includes(quote) || /[\r\n]/.test(cell) || quoted.has(i)
      return must ? quote + cell.replaceAll(quote, escapedBy + quote) + quote : cell
    })
    .join(delimiter)
}

function lines(all: readonly (readonly string[])[], style: Style = {}): string {
  return all.map((cells) => line(cells, style) + (style.newline ?? '\r\n')).join('')
}

const table = [names, ...rows]

/** The source file with one of its lines replaced. `at` 0 is the header. */
function withLine(at: number, replaced: string, newline = '\r\n'): string {
  return table.map((cells, i) => (i === at ? replaced : line(cells)) + (i === at ? newline : '\r\n')).join('')
}

const file = (name: string, content: Pollution['content'], expected: Partial<Pollution> = {}): Pollution => ({
  name,
  content,
  names,
  rows,
  ...expected,
})

const delimiters = [';', '\t', '|', ' ', ', ', ':', '||', '\t\t', '~', '^']

const dialects: Pollution[] = [
  file('source', lines(table)),
  ...delimiters.map((delimiter) => file(`delimiter ${JSON.stringify(delimiter)}`, lines(table, { delimiter }))),
  file('record delimiter LF', lines(table, { newline: '\n' })),
  file('record delimiter CR', lines(table, { newline: '\r' })),
  file('apostrophes for quotation marks', lines(table, { quote: "'" })),
  // Only the outer marks were changed: the inner ones are still doubled.
  file(
    'apostrophes around doubled quotation marks',
    lines(table).replaceAll(/(^|,)"|"(?=,|\r)/gm, (mark) => mark.replace('"', "'")),
  ),
  file('backslash before quotation marks', lines(table, { escape: '\\' })),
]

const files: Pollution[] = [
  file('no trailing newline', lines(table).slice(0, -2)),
  file('two trailing newlines', `${lines(table)}\r\n`),
  file('byte order mark', `\ufeff${lines(table)}`),
  file('UTF-16 LE', Buffer.from(`\ufeff${lines(table)}`, 'utf16le')),
  file('UTF-16 BE', Buffer.from(`\ufeff${lines(table)}`, 'utf16le').swap16()),
  file('no header', lines(rows), { names: [] }),
  file('one data row', lines(table.slice(0, 2)), { rows: rows.slice(0, 1) }),
  file('header of two rows', lines([names, names, ...rows])),
  file('preamble', `PREAMBLE\r\nPREAMBLE\r\nPREAMBLE\r\n${lines(table)}`),
  file('preamble with delimiters', `${'PREAMBLE,,,,,,,,\r\n'.repeat(3)}${lines(table)}`),
  file('preamble with an empty row', `PREAMBLE\r\nPREAMBLE\r\n\r\n${lines(table)}`),
  file('preamble with an empty delimited row', `PREAMBLE,,,,,,,,\r\n,,,,,,,,\r\n${lines(table)}`),
  file('footnote', `${lines(table)}FOOTNOTE\r\nFOOTNOTE\r\nFOOTNOTE\r\n`, { typed: true }),
  file('footnote with delimiters', `${lines(table)}${'FOOTNOTE,,,,,,,,\r\n'.repeat(3)}`, { typed: true }),
  file('footnote after an empty row', `${lines(table)}\r\nFOOTNOTE\r\nFOOTNOTE\r\n`, { typed: true }),
  file('footnote after an empty delimited row', `${lines(table)},,,,,,,,\r\n${'FOOTNOTE,,,,,,,,\r\n'.repeat(2)}`, {
    typed: true,
  }),
  file('the table twice', lines(table) + lines(table)),
  file('the table twice, one column less', lines(table) + lines(table.map((cells) => cells.slice(0, 8)))),
  file('the table twice, one column more', lines(table) + lines(table.map((cells) => [...cells, 'x']))),
  file(
    'the table twice, its quotation marks lost',
    lines(table) +
      table
        .map(
          (cells) =>
            `${cells.map((cell) => (/[,"]/.test(cell) ? `"${cell.replace('"', '",')}"` : cell)).join(',')}\r\n`,
        )
        .join(''),
  ),
]

const places = [1, 2, 10, 33, 60]

const rowsSpoiled: Pollution[] = places.flatMap((at) => {
  const cells = rows[at - 1] as readonly string[]
  const plain = line(cells)
  return [
    ...[';', '\t', ' ', '|', ', '].map((delimiter) =>
      file(`row ${at} delimited by ${JSON.stringify(delimiter)}`, withLine(at, line(cells, { delimiter }))),
    ),
    file(`row ${at} ends with LF`, withLine(at, plain, '\n')),
    file(`row ${at} ends with CR`, withLine(at, plain, '\r')),
    file(`row ${at} in apostrophes`, withLine(at, line(cells, { quote: "'" }))),
    ...cells.map((_, column) =>
      file(
        `row ${at} with a delimiter more at ${column}`,
        withLine(
          at,
          [
            ...cells.slice(0, column).map((cell, i) => part(cell, i)),
            '',
            ...cells.slice(column).map((cell, i) => part(cell, i + column)),
          ].join(','),
        ),
      ),
    ),
    ...cells.map((_, column) =>
      file(
        `row ${at} with a quotation mark more at ${column}`,
        withLine(at, cells.map((cell, i) => (i === column ? '"' : '') + part(cell, i)).join(',')),
      ),
    ),
  ]
})

function part(cell: string, i: number): string {
  return i === 6 || i === 7 || /[,"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

const header: Pollution[] = [
  ...names.map((_, column) =>
    file(
      `header with a delimiter more at ${column}`,
      withLine(0, [...names.slice(0, column), '', ...names.slice(column)].join(',')),
    ),
  ),
  file('header ends with CR', withLine(0, names.join(','), '\r')),
  file('header in other delimiters', withLine(0, names.join(';'))),
]

export const pollutions: readonly Pollution[] = [...dialects, ...files, ...rowsSpoiled, ...header]
