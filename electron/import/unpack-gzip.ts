import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { failure } from '@shared/contract/app-error'
import { SourceFile } from './source-file'

const MAX_FACTOR = 300
const SUSPECT_BYTES = 512 << 20

/** The content of a gzip file as a file of its own, in a folder that `close` removes. */
export class UnpackedFile {
  private constructor(
    readonly source: SourceFile,
    readonly folder: string,
  ) {}

  /** @throws fileDamaged, zipBomb, diskFull */
  static async open(packed: SourceFile, check: () => void): Promise<UnpackedFile> {
    const folder = mkdtempSync(path.join(tmpdir(), 'regulars-unpack-'))
    const target = path.join(folder, path.basename(packed.name).replace(/\.gz$/i, '') || 'content')
    try {
      await pipeline(createReadStream(packed.path), createGunzip(), guard(packed, check), createWriteStream(target))
      return new UnpackedFile(new SourceFile(target), folder)
    } catch (thrown) {
      rmSync(folder, { recursive: true, force: true })
      throw explained(thrown, packed.name)
    }
  }

  close(): void {
    this.source.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Refuses what expands beyond any text. */
function guard(packed: SourceFile, check: () => void): Transform {
  let bytes = 0
  return new Transform({
    transform(block: Buffer, _encoding, done) {
      bytes += block.length
      try {
        check()
        if (bytes > SUSPECT_BYTES && bytes > packed.bytes * MAX_FACTOR)
          throw failure('zipBomb', { file: packed.name, part: 'gzip' })
        done(null, block)
      } catch (thrown) {
        done(thrown as Error)
      }
    },
  })
}

function explained(thrown: unknown, file: string): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown)) return thrown
  if (thrown.code === 'ENOSPC') return failure('diskFull')
  return failure('fileDamaged', { file, detail: thrown.message })
}
