import { ActionIcon, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

interface HistoryButtonProps {
  label: string
  icon: ReactNode
  /** Null where there is no step. */
  onClick: (() => void) | null
}

/** One step back or forward in what was done on a page. */
export function HistoryButton({ label, icon, onClick }: HistoryButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={30} aria-label={label} disabled={onClick === null} onClick={() => onClick?.()}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}
