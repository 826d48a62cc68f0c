/**
 * Electron's fuses: switches inside the executable, one byte each, behind a marker that occurs once.
 * Layout after the marker: wire version (1), number of fuses, then '0' (off), '1' (on) or 'r' (removed) per fuse.
 * Source: Electron's documentation "Electron Fuses".
 */

const marker = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
const wireVersion = 1

/** Names of the fuses that the set-up turns, with their index on the wire. */
export const fuseIndex = Object.freeze({
  enableNodeCliInspectArguments: 3,
  loadBrowserProcessSpecificV8Snapshot: 6,
})

/**
 * Finds the bytes to write so that fuses take the wanted states.
 * @param {Buffer} executable content of the executable
 * @param {Partial<Record<keyof typeof fuseIndex, boolean>>} wanted state per fuse
 * @returns {{ position: number, value: '0' | '1' }[]} one entry per wanted fuse
 * @throws {Error} when the marker is absent or ambiguous, the wire version unknown, or the fuse absent or removed
 */
export function planFuses(executable, wanted) {
  const start = findWire(executable)
  const count = executable[start + 1] ?? 0
  return Object.entries(wanted).map(([name, on]) => {
    const index = fuseIndex[/** @type {keyof typeof fuseIndex} */ (name)]
    const position = start + 2 + index
    if (index >= count || executable[position] === 'r'.charCodeAt(0)) throw new Error(`The fuse '${name}' is absent.`)
    return { position, value: on ? '1' : '0' }
  })
}

/**
 * @param {Buffer} executable
 * @returns {number} position of the wire's version byte
 */
function findWire(executable) {
  const at = executable.indexOf(marker)
  if (at < 0) throw new Error('The executable has no fuse wire.')
  if (executable.indexOf(marker, at + 1) >= 0) throw new Error('The executable has more than one fuse wire.')
  const start = at + marker.length
  if (executable[start] !== wireVersion) throw new Error(`Unknown fuse wire version: ${executable[start]}.`)
  return start
}
