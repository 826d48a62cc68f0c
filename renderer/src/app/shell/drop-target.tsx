import { IconFileImport } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { takeDroppedFiles } from '../commands/workspace-actions'
import { useText } from '../locale/locale-provider'
import classes from './drop-target.module.css'

function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files')
}

/** Takes files dropped anywhere on the window and shows, while they hover, that they may be let go. */
export function DropTarget({ children }: { children: ReactNode }) {
  const t = useText()
  const [over, setOver] = useState(false)
  // Every element under the pointer enters and leaves; only the sum says whether the pointer is in the window.
  const depth = useRef(0)
  const move = (step: number) => {
    depth.current = Math.max(0, depth.current + step)
    setOver(depth.current > 0)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    depth.current = 0
    setOver(false)
    const files = [...event.dataTransfer.files]
    if (files.length > 0) void takeDroppedFiles(files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its keyboard way in the "open a spreadsheet" command
    <div
      onDragEnter={(event) => bringsFiles(event) && move(1)}
      onDragLeave={(event) => bringsFiles(event) && move(-1)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      {children}
      {over && (
        <div className={classes.cover} aria-hidden="true">
          <div className={classes.frame}>
            <IconFileImport size={40} stroke={1.25} />
            <strong>{t('app.drop.title')}</strong>
            <span>{t('app.drop.line')}</span>
          </div>
        </div>
      )}
    </div>
  )
}
