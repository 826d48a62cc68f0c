const names: Record<string, string> = { arrowleft: '←', arrowright: '→', enter: '↵', shift: 'Shift', alt: 'Alt' }
const macNames: Record<string, string> = { ...names, mod: '⌘', shift: '⇧', alt: '⌥' }

/**
 * A shortcut as people of this platform write it.
 * @param shortcut as `useHotkeys` reads it, e.g. `mod+shift+S`
 * @example shortcutLabel('mod+K', 'darwin') // '⌘K'
 */
export function shortcutLabel(shortcut: string, platform: string): string {
  const onMac = platform === 'darwin'
  const words = shortcut.split('+').map((part) => {
    const lower = part.toLowerCase()
    return (onMac ? macNames : { ...names, mod: 'Ctrl' })[lower] ?? part.toUpperCase()
  })
  return words.join(onMac ? '' : '+')
}
