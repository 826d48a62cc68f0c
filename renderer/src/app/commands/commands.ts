/**
 * Everything that can be done from the menu, by a shortcut and from the palette, one entry each. Words: `app.commands.<id>`.
 * The native menu sends the same ids. `runCommand('import')` does one.
 */
import {
  IconArrowLeft,
  IconArrowRight,
  IconCopy,
  IconFileImport,
  IconFolderOpen,
  IconInfoCircle,
  IconLanguage,
  IconLayoutSidebarRight,
  IconMoon,
  IconPlus,
  IconProgress,
  IconSearch,
  IconSettings,
  IconShoppingBag,
  IconSql,
  IconSun,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react'
import { addresses } from '../routes/addresses'
import { navigate } from '../routes/hash-location'
import { useJobsTray } from '../shell/jobs-tray-store'
import { changeSettings } from '../store/connect'
import { useWorkbenchStore } from '../store/workbench-store'
import { openPalette } from './palette-store'
import { chooseFiles, closeWorkspace, createWorkspace, openSample, openWorkspace, saveCopy } from './workspace-actions'

export interface Command {
  id: string
  icon: TablerIcon
  /** As Mantine's `useHotkeys` reads it: mod is Ctrl, or ⌘ on a Mac. */
  shortcut?: string
  /** True when it makes sense only in a workspace. */
  needsWorkspace?: boolean
  /** True when the palette need not list it. */
  hidden?: boolean
  run(): void
}

const toggleInspector = () =>
  void changeSettings({ inspectorOpen: !useWorkbenchStore.getState().settings.inspectorOpen })

export const commands: readonly Command[] = [
  { id: 'palette', icon: IconSearch, shortcut: 'mod+K', hidden: true, run: openPalette },
  { id: 'import', icon: IconFileImport, shortcut: 'mod+I', run: () => void chooseFiles() },
  { id: 'sample', icon: IconShoppingBag, run: () => void openSample() },
  { id: 'new-workspace', icon: IconPlus, shortcut: 'mod+N', run: () => void createWorkspace() },
  { id: 'open-workspace', icon: IconFolderOpen, shortcut: 'mod+O', run: () => void openWorkspace() },
  { id: 'save-copy', icon: IconCopy, shortcut: 'mod+shift+S', needsWorkspace: true, run: () => void saveCopy() },
  {
    id: 'close-workspace',
    icon: IconX,
    shortcut: 'mod+shift+W',
    needsWorkspace: true,
    run: () => void closeWorkspace(),
  },
  { id: 'jobs', icon: IconProgress, shortcut: 'mod+J', run: () => useJobsTray.getState().toggle() },
  { id: 'inspector', icon: IconLayoutSidebarRight, shortcut: 'mod+shift+I', run: toggleInspector },
  { id: 'theme-light', icon: IconSun, run: () => void changeSettings({ theme: 'light' }) },
  { id: 'theme-dark', icon: IconMoon, run: () => void changeSettings({ theme: 'dark' }) },
  { id: 'language-en', icon: IconLanguage, run: () => void changeSettings({ language: 'en' }) },
  { id: 'language-zh', icon: IconLanguage, run: () => void changeSettings({ language: 'zh-CN' }) },
  { id: 'sql', icon: IconSql, needsWorkspace: true, run: () => navigate(addresses.sql) },
  { id: 'settings', icon: IconSettings, shortcut: 'mod+,', run: () => navigate(addresses.settings) },
  { id: 'about', icon: IconInfoCircle, run: () => navigate(addresses.settings) },
  { id: 'back', icon: IconArrowLeft, shortcut: 'alt+ArrowLeft', hidden: true, run: () => window.history.back() },
  {
    id: 'forward',
    icon: IconArrowRight,
    shortcut: 'alt+ArrowRight',
    hidden: true,
    run: () => window.history.forward(),
  },
]

function isAvailable(command: Command): boolean {
  return !command.needsWorkspace || useWorkbenchStore.getState().workspace !== null
}

/** The commands that can be given now. */
export function availableCommands(): readonly Command[] {
  return commands.filter(isAvailable)
}

/** Does a command by its id; one that is unknown or makes no sense now does nothing. */
export function runCommand(id: string): void {
  availableCommands()
    .find((command) => command.id === id)
    ?.run()
}
