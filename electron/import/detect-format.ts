import { failure } from '@shared/contract/app-error'
import type { SourceFile } from './source-file'

export type FileFormat = 'delimited' | 'xlsx' | 'xls' | 'ods' | 'json' | 'parquet' | 'sqlite' | 'gzip'

const startsWith = (head: Buffer, ...bytes: number[]) => bytes.every((byte, i) => head[i] === byte)

/**
 * Tells a file's format by its content; the name is not asked, people rename files.
 * @throws fileEmpty, formatUnknown for what is no table: pictures, PDF, programs
 */
export function detectFormat(source: SourceFile): FileFormat {
  if (source.bytes === 0) throw failure('fileEmpty', { file: source.name })
  const head = source.window(0, 4096)
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0x50, 0x4b, 0x05, 0x06))
    return zipFormat(source, head)
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return compoundFormat(source)
  if (startsWith(head, 0x1f, 0x8b)) return 'gzip'
  if (head.toString('latin1', 0, 4) === 'PAR1') return 'parquet'
  if (head.toString('latin1', 0, 15) === 'SQLite format 3') return 'sqlite'
  if (
    startsWith(head, 0x09, 0x00, 0x04, 0x00) ||
    startsWith(head, 0x09, 0x02, 0x06, 0x00) ||
    startsWith(head, 0x09, 0x04, 0x06, 0x00)
  )
    return 'xls'
  if (/^(ID;P|TABLE\r?\n0,1\r?\n)/.test(head.toString('latin1', 0, 64))) return 'xls'
  const other = otherKind(head)
  if (other) throw failure('formatUnknown', { file: source.name, found: other })
  return textFormat(source, head)
}

function zipFormat(source: SourceFile, head: Buffer): FileFormat {
  const first = head.toString('latin1')
  if (first.includes('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')) return 'ods'
  // The directory stands at the end; a workbook's parts are listed there in any order.
  const tail = source.window(Math.max(0, source.bytes - 65_536), 65_536).toString('latin1')
  const listed = first + tail
  if (/xl[/\\]workbook\.bin/i.test(listed)) return 'xls'
  if (/content\.xml/.test(listed) && /meta-inf[/\\]manifest\.xml/i.test(listed)) return 'ods'
  if (/\[content_types\]\.xml|xl[/\\]/i.test(listed)) return 'xlsx'
  throw failure('formatUnknown', { file: source.name, found: 'ZIP' })
}

/** Old Office files and encrypted new ones are compound files; the names inside are UTF-16. */
function compoundFormat(source: SourceFile): FileFormat {
  const sample = Buffer.concat([
    source.window(0, 1 << 20),
    source.window(Math.max(0, source.bytes - (1 << 20)), 1 << 20),
  ])
  const has = (name: string) => sample.includes(Buffer.from(name, 'utf16le'))
  if (has('EncryptedPackage') || has('EncryptionInfo')) throw failure('fileEncrypted', { file: source.name })
  if (has('WordDocument')) throw failure('formatUnknown', { file: source.name, found: 'Word' })
  if (has('PowerPoint Document')) throw failure('formatUnknown', { file: source.name, found: 'PowerPoint' })
  return 'xls'
}

const magic: readonly (readonly [string, string])[] = [
  ['%PDF', 'PDF'],
  ['\x89PNG', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['GIF8', 'GIF'],
  ['\x7fELF', 'ELF'],
  ['MZ', 'EXE'],
  ['Rar!', 'RAR'],
  ['7z\xbc\xaf', '7z'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ', 'xz'],
  ['\x28\xb5\x2f\xfd', 'Zstandard'],
  ['{\\rtf', 'RTF'],
]

function otherKind(head: Buffer): string | null {
  const text = head.toString('latin1')
  for (const [mark, kind] of magic) if (text.startsWith(mark) && (mark !== 'MZ' || head.includes(0))) return kind
  return isBinary(head) ? 'binary' : null
}

/** Control characters other than blanks and line ends, in a head that is not UTF-16. */
function isBinary(head: Buffer): boolean {
  if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) return false
  let zeros = [0, 0]
  let controls = 0
  head.forEach((byte, i) => {
    if (byte === 0)
      zeros =
        i % 2 === 0 ? [(zeros[0] as number) + 1, zeros[1] as number] : [zeros[0] as number, (zeros[1] as number) + 1]
    else if (
      byte < 32 &&
      byte !== 9 &&
      byte !== 10 &&
      byte !== 13 &&
      byte !== 12 &&
      byte !== 1 &&
      byte !== 31 &&
      byte !== 26
    )
      controls += 1
  })
  const [even = 0, odd = 0] = zeros
  const wide = Math.max(even, odd) > head.length / 5 && Math.min(even, odd) * 10 < Math.max(even, odd)
  return controls > head.length * 0.02 || (!wide && even + odd > head.length * 0.05)
}

function textFormat(source: SourceFile, head: Buffer): FileFormat {
  const text = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
  if (/^\s*<(\?xml|!doctype|html|table|workbook)/i.test(text)) return 'xls'
  if (/^\[\s*(\{|\])/.test(text) || /^\{\s*("|\})/.test(text)) return 'json'
  return source.name.toLowerCase().endsWith('.json') && /^[[{]/.test(text) ? 'json' : 'delimited'
}
