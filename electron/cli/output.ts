import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { AppError } from '@shared/contract/app-error'
import { translate } from '@shared/locales/translate'
import { writeWhole } from '../export/whole-file'
import { draftOf } from '../report/drafts'
import { jsonText } from './json-text'

async function writePieces(stream: Writable, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  for await (const piece of pieces) {
    if (!stream.write(piece)) await once(stream, 'drain')
  }
}

async function* withLineEnd(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  yield* pieces
  yield '\n'
}

/**
 * Writes the one JSON document of a command, to a file that appears complete or not at all, or else to stdout.
 * @throws outNotWritten
 */
export async function writeDocument(value: unknown, out: string | undefined): Promise<void> {
  await writeText(jsonText(value), out)
}

/** As `writeDocument`, for a document that comes in pieces. */
export async function writeText(
  pieces: Iterable<string> | AsyncIterable<string>,
  out: string | undefined,
): Promise<void> {
  if (out === undefined) return writePieces(process.stdout, withLineEnd(pieces))
  const draft = draftOf(out)
  await writeWhole(out, draft, async () => {
    const stream = createWriteStream(draft, { flags: 'wx' })
    const closed = finished(stream)
    await Promise.race([writePieces(stream, withLineEnd(pieces)), closed])
    stream.end()
    await closed
  })
}

/** One line for a person, beside the document. */
export function log(words: string): void {
  process.stderr.write(`${words.replaceAll('\n', ' ')}\n`)
}

/** The last line on stderr of a command that was refused or failed. */
export function writeError(error: AppError): void {
  const { code, message, hint, ...place } = error
  const words = { code, message: translate(message, 'en'), ...place }
  const whole = hint ? { ...words, hint: translate(hint, 'en') } : words
  process.stderr.write(`${JSON.stringify({ error: whole })}\n`)
}
