/**
 * Puts words on the clipboard, as plain text and as HTML. Works through the page's own copy command, because the window
 * has no permission to use the clipboard by itself. Must be called while handling a click or a key.
 * @returns whether the words are on the clipboard
 */
export function copyWords(plain: string, html?: string): boolean {
  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault()
    event.clipboardData?.setData('text/plain', plain)
    if (html) event.clipboardData?.setData('text/html', html)
  }
  document.addEventListener('copy', onCopy, { once: true, capture: true })
  const copied = document.execCommand('copy')
  document.removeEventListener('copy', onCopy, { capture: true })
  return copied
}
