import { useHotkeys } from '@mantine/hooks'
import { useEffect } from 'react'
import { notifyError } from '../../components/notify'
import { useWorkbenchStore } from '../store/workbench-store'
import { workbench } from '../workbench'
import { commands, runCommand } from './commands'
import { shortcutLabel } from './shortcut'
import { importFiles } from './workspace-actions'

const hotkeys = commands.flatMap(({ id, shortcut }) => (shortcut ? [{ id, shortcut }] : []))

/** Listens to shortcuts, to the native menu and to files that arrive from outside; used once, by the shell. */
export function useCommands(): void {
  useHotkeys(
    hotkeys.map(({ id, shortcut }) => [shortcut, () => runCommand(id)]),
    // Alt+Arrow moves the cursor by words in a field on some systems; everything else works in fields too.
    [],
  )
  useEffect(
    () =>
      workbench.onEvent((event) => {
        if (event.type === 'command') runCommand(event.command)
        else if (event.type === 'files') void importFiles(event.files)
        else if (event.type === 'problem') notifyError(event.error)
      }),
    [],
  )
}

/** The shortcut of a command as this platform writes it; empty when it has none. */
export function useShortcut(id: string): string {
  const platform = useWorkbenchStore((state) => state.info?.platform ?? '')
  const shortcut = commands.find((command) => command.id === id)?.shortcut
  return shortcut ? shortcutLabel(shortcut, platform) : ''
}
