import fs from 'node:fs/promises'
import path from 'node:path'

let drafts = 0

/** A name beside the target that no other report uses: this process and a number. */
export function draftOf(outPath: string): string {
  drafts += 1
  return path.join(path.dirname(outPath), `.${path.basename(outPath)}.${process.pid}-${drafts}.part`)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Removes what reports to the same target left when their process was killed. */
export async function removeStaleDrafts(outPath: string): Promise<void> {
  const folder = path.dirname(outPath)
  const start = `.${path.basename(outPath)}.`
  const names = await fs.readdir(folder).catch(() => [])
  const stale = names.filter((name) => {
    const pid = name.startsWith(start) ? /^(\d+)-\d+\.part(?:\.html)?$/.exec(name.slice(start.length))?.[1] : undefined
    return pid !== undefined && !isAlive(Number(pid))
  })
  await Promise.all(stale.map((name) => fs.rm(path.join(folder, name), { force: true })))
}
