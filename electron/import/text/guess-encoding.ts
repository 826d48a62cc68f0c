import { isUtf8 } from 'node:buffer'
import { type Text, text } from '@shared/contract/text'

export interface EncodingGuess {
  /** A label of the WHATWG Encoding Standard. */
  value: string
  confidence: number
  reason: Text
  alternatives: { value: string; confidence: number }[]
  /** Bytes of the byte order mark, which are not content. */
  markLength: number
}

/** The byte order mark at the beginning, if there is one. */
export function byteOrderMark(head: Uint8Array): { encoding: string; length: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', length: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', length: 2 }
  return null
}

/**
 * Guesses a text's encoding: byte order mark, then UTF-8 if all bytes are valid UTF-8, then what the bytes would say in each
 * encoding is compared with how people write.
 * @param sample bytes from all over the file; the first ones are the file's first
 * @param validUtf8 whether all bytes of the file (or as many as could be looked at) are valid UTF-8
 */
export function guessEncoding(sample: Uint8Array, validUtf8: boolean): EncodingGuess {
  const mark = byteOrderMark(sample)
  if (mark) return certain(mark.encoding, 'byteOrderMark', mark.length)
  const wide = wideWithoutMark(sample)
  if (wide) return { ...certain(wide, 'zeroBytes', 0), confidence: 0.95 }
  const high = countHigh(sample)
  if (validUtf8) return certain('utf-8', high === 0 ? 'onlyAscii' : 'validUtf8', 0)
  return byPlausibility(sample)
}

function certain(value: string, reason: string, markLength: number): EncodingGuess {
  return { value, confidence: 1, reason: text(`import-reasons.encoding.${reason}`), alternatives: [], markLength }
}

/** UTF-16 without a mark: every other byte of Latin text is zero. */
function wideWithoutMark(sample: Uint8Array): string | null {
  let even = 0
  let odd = 0
  const length = Math.min(sample.length, 4096)
  for (let i = 0; i < length; i += 1) {
    if (sample[i] !== 0) continue
    if (i % 2 === 0) even += 1
    else odd += 1
  }
  if (odd > length / 5 && odd > even * 10) return 'utf-16le'
  return even > length / 5 && even > odd * 10 ? 'utf-16be' : null
}

function countHigh(bytes: Uint8Array): number {
  let count = 0
  for (let i = 0; i < bytes.length; i += 1) if ((bytes[i] as number) >= 0x80) count += 1
  return count
}

function byPlausibility(sample: Uint8Array): EncodingGuess {
  const bytes = onlyLinesWithHighBytes(sample)
  const scores = [
    { value: 'utf-8', confidence: utf8Share(bytes) },
    ...doubleByte.map((encoding) => ({ value: encoding.name, confidence: doubleByteScore(bytes, encoding) })),
    ...singleByteScores(bytes),
  ]
  const ranked = scores.filter(({ confidence }) => confidence > 0).sort((a, b) => b.confidence - a.confidence)
  const [best = { value: 'windows-1252', confidence: 0.1 }, ...others] = ranked
  const reason = text('import-reasons.encoding.plausible', { encoding: best.value })
  const rounded = others.slice(0, 4).map(({ value, confidence }) => ({ value, confidence: round(confidence) }))
  return { value: best.value, confidence: round(best.confidence), reason, alternatives: rounded, markLength: 0 }
}

function round(value: number): number {
  return Math.round(Math.min(value, 0.99) * 100) / 100
}

/** At most 64 KB of lines that are not plain ASCII, each kept whole. */
function onlyLinesWithHighBytes(sample: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = []
  let length = 0
  const mark = sample.includes(10) ? 10 : 13
  for (let from = 0; from < sample.length && length < 65_536; ) {
    const found = sample.indexOf(mark, from)
    const to = found < 0 ? sample.length : found + 1
    const line = sample.subarray(from, Math.min(to, from + 4096))
    if (countHigh(line) > 0) {
      kept.push(line)
      length += line.length
    }
    from = to
  }
  return Buffer.concat(kept)
}

/** UTF-8 with a few damaged places: the share of high bytes that stand in valid sequences, if nearly all do. */
function utf8Share(bytes: Uint8Array): number {
  let valid = 0
  let invalid = 0
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i] as number
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    const whole = byte < 0x80 || (byte >= 0xc2 && isUtf8(bytes.subarray(i, i + length)))
    if (byte >= 0x80 && whole) valid += 1
    else if (byte >= 0x80) invalid += 1
    i += whole ? length : 1
  }
  const share = valid / Math.max(valid + invalid, 1)
  return share >= 0.9 ? share : 0
}

interface DoubleByte {
  name: string
  lead(byte: number): boolean
  trail(byte: number): boolean
  /** Pairs of the everyday part of the character set. */
  common(lead: number, trail: number): boolean
  /** Single bytes above ASCII that stand for a character. */
  single(byte: number): boolean
}

const within = (low: number, high: number) => (byte: number) => byte >= low && byte <= high
const never = () => false

/** The everyday characters of each set are its first level, which the standards put into one range of lead bytes. */
const doubleByte: readonly DoubleByte[] = [
  {
    name: 'euc-kr',
    lead: within(0xa1, 0xfd),
    trail: within(0xa1, 0xfe),
    common: (lead) => lead >= 0xb0 && lead <= 0xc8,
    single: never,
  },
  {
    name: 'gb18030',
    lead: within(0x81, 0xfe),
    trail: (byte) => byte >= 0x40 && byte <= 0xfe && byte !== 0x7f,
    common: (lead, trail) => trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || lead === 0xa1 || lead === 0xa3),
    single: never,
  },
  {
    name: 'big5',
    lead: within(0x81, 0xfe),
    trail: (byte) => (byte >= 0x40 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xfe),
    common: (lead) => (lead >= 0xa4 && lead <= 0xc6) || lead === 0xa1,
    single: never,
  },
  {
    name: 'shift_jis',
    lead: (byte) => (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc),
    trail: (byte) => byte >= 0x40 && byte <= 0xfc && byte !== 0x7f,
    common: (lead, trail) => (lead >= 0x81 && lead <= 0x83) || (lead >= 0x88 && lead <= 0x97 && trail > 0),
    single: within(0xa1, 0xdf),
  },
  {
    name: 'euc-jp',
    lead: within(0xa1, 0xfe),
    trail: within(0xa1, 0xfe),
    common: (lead) => lead === 0xa1 || lead === 0xa4 || lead === 0xa5 || (lead >= 0xb0 && lead <= 0xcf),
    single: never,
  },
]

/** Share of everyday characters; damaged sequences count heavily against an encoding. */
function doubleByteScore(bytes: Uint8Array, encoding: DoubleByte): number {
  let common = 0
  let pairs = 0
  let damaged = 0
  let singles = 0
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] as number
    if (byte < 0x80) continue
    const trail = bytes[i + 1] ?? 0
    if (encoding.single(byte)) singles += 1
    else if (encoding.lead(byte) && encoding.trail(trail)) {
      pairs += 1
      if (encoding.common(byte, trail)) common += 1
      i += 1
    } else if (encoding.name === 'gb18030' && isFourByte(bytes, i)) i += 3
    else if (i < bytes.length - 1) damaged += 1
  }
  const all = pairs + damaged + singles
  if (all === 0) return 0
  const share = (common + (pairs > 0 ? singles * 0.3 : 0)) / all - (5 * damaged) / all
  // Hangul fills half of the range of everyday Chinese: only a good deal of text without any of the other half is Korean.
  if (encoding.name === 'euc-kr' && (pairs < 20 || share < 0.95)) return share * 0.3
  return share > 0.55 ? share * (pairs + singles < 4 ? 0.85 : 0.97) : share * 0.3
}

function isFourByte(bytes: Uint8Array, at: number): boolean {
  const digit = within(0x30, 0x39)
  return digit(bytes[at + 1] ?? 0) && within(0x81, 0xfe)(bytes[at + 2] ?? 0) && digit(bytes[at + 3] ?? 0)
}

/** Most frequent letters of each script, by which its encodings are told apart. */
const scripts: readonly { names: readonly string[]; frequent: string }[] = [
  { names: ['windows-1251', 'koi8-r', 'iso-8859-5', 'x-mac-cyrillic'], frequent: 'оеаинтсрвлк' },
  { names: ['windows-1253'], frequent: 'αοιετσνηυρίό' },
  { names: ['windows-1255'], frequent: 'יוהלאמרתשבנ' },
  { names: ['windows-1256', 'iso-8859-6'], frequent: 'اليمنوترهبةأ' },
  { names: ['windows-874'], frequent: 'านรอกเงมยลวดทสตะ่้ิี' },
]

function singleByteScores(bytes: Uint8Array): { value: string; confidence: number }[] {
  if (shareInLongRuns(bytes) < 0.5) {
    // Lines that end with CR alone come from an old Macintosh.
    const mac = bytes.includes(13) && !bytes.includes(10) ? 0.05 : -0.05
    return [
      latinScore(bytes, 'windows-1252', 0.03),
      latinScore(bytes, 'windows-1250', 0),
      latinScore(bytes, 'macintosh', mac),
    ]
  }
  const scores = scripts.flatMap(({ names, frequent }) =>
    names.map((value) => ({ value, confidence: scriptScore(bytes, value, frequent) })),
  )
  return [...scores, { value: 'windows-1252', confidence: 0.2 }]
}

/** Share of high bytes that stand in runs of three or more: words of a script that is not Latin. */
function shareInLongRuns(bytes: Uint8Array): number {
  let inRuns = 0
  let all = 0
  for (let i = 0; i < bytes.length; ) {
    let to = i
    while (to < bytes.length && (bytes[to] as number) >= 0x80) to += 1
    all += to - i
    if (to - i >= 3) inRuns += to - i
    i = to + 1
  }
  return inRuns / Math.max(all, 1)
}

function scriptScore(bytes: Uint8Array, encoding: string, frequent: string): number {
  const decoded = new TextDecoder(encoding).decode(bytes)
  const high = [...decoded].filter((character) => character > '\u007f')
  const usual = high.filter((character) => frequent.includes(character)).length
  const odd = high.filter((character) => character === '\ufffd' || !/[\p{L}\p{M}\p{P}\p{Sc}\s]/u.test(character)).length
  const jumps = decoded.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0
  return Math.max(
    0,
    0.35 + (0.85 * usual) / Math.max(high.length, 1) - (3 * odd + 2 * jumps) / Math.max(high.length, 1),
  )
}

/** Latin text: letters belong inside words, symbols do not. */
function latinScore(bytes: Uint8Array, value: string, advantage: number): { value: string; confidence: number } {
  const decoded = new TextDecoder(value).decode(bytes)
  const high = decoded.match(/\P{ASCII}/gu)?.length ?? 0
  const symbolsInWords = decoded.match(/\p{L}[^\p{L}\p{M}\p{ASCII}\s’'‘´–—-]\p{L}/gu)?.length ?? 0
  const controls = decoded.match(/\p{Cc}(?<=\P{ASCII})/gu)?.length ?? 0
  const jumps = decoded.match(/\p{Ll}(?=\P{ASCII})\p{Lu}/gu)?.length ?? 0
  return {
    value,
    confidence: Math.max(0.05, 0.75 + advantage - (2 * symbolsInWords + 3 * controls + jumps) / Math.max(high, 1)),
  }
}
