import { useEffect } from 'react'
import { notifyError } from '../../components/notify'
import { importFiles } from '../commands/workspace-actions'
import { workbench } from '../workbench'

/** Text with several cells: columns by tabs, or lines. */
function isTable(text: string): boolean {
  return text.trim() !== '' && /[\t\n\r]/.test(text.trim())
}

/** Whoever writes in a field pastes into that. */
function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable="true"]') !== null
}

/** Takes a table that is pasted anywhere but in a field to the import wizard. */
export function usePastedTables(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (isField(event.target) || !isTable(text)) return
      event.preventDefault()
      workbench.file.pasted({ text }).then((file) => importFiles([file]), notifyError)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [])
}
