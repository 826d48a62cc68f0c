import fs from 'node:fs'
import { ByteWriter } from 'hyparquet-writer'

const bytesPerPiece = 1_000_000

/** What hyparquet-writer writes to, on disk piece by piece. The file stays open, so that nothing is written once it is taken away. */
export class ParquetFile extends ByteWriter {
  private readonly file: number

  /**
   * @param path a file that does not exist yet
   * @param poll called before each value or page; what it throws ends the writing
   */
  constructor(
    path: string,
    private readonly poll: () => void,
  ) {
    super()
    this.file = fs.openSync(path, 'wx')
  }

  override ensure(size: number): void {
    this.poll()
    if (this.index > bytesPerPiece) this.empty()
    super.ensure(size)
  }

  override finish(): void {
    this.empty()
  }

  close(): void {
    fs.closeSync(this.file)
  }

  private empty(): void {
    const bytes = new Uint8Array(this.buffer, 0, this.index)
    for (let at = 0; at < bytes.length; ) at += fs.writeSync(this.file, bytes, at)
    this.index = 0
  }
}
