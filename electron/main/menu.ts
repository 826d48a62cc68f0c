import { text } from '@shared/contract/text'
import type { Language } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import { Menu, type MenuItemConstructorOptions } from 'electron'

/** Commands of the menu; the page answers them as it answers its own buttons. */
const commands = {
  file: [
    { id: 'new-workspace', accelerator: 'CmdOrCtrl+N' },
    { id: 'open-workspace', accelerator: 'CmdOrCtrl+O' },
    { id: 'import', accelerator: 'CmdOrCtrl+I' },
    null,
    { id: 'save-copy', accelerator: 'CmdOrCtrl+Shift+S' },
    { id: 'close-workspace', accelerator: 'CmdOrCtrl+Shift+W' },
    null,
    { id: 'settings', accelerator: 'CmdOrCtrl+,' },
  ],
  go: [
    { id: 'palette', accelerator: 'CmdOrCtrl+K' },
    { id: 'back', accelerator: 'Alt+Left' },
    { id: 'forward', accelerator: 'Alt+Right' },
  ],
} as const

type Entry = (typeof commands)[keyof typeof commands][number]

/** Builds the native menu in a language; called again when the language changes. */
export function buildMenu(language: Language, onCommand: (id: string) => void): void {
  const label = (key: string): string => translate(text(`menu.${key}`), language)
  const items = (entries: readonly Entry[]): MenuItemConstructorOptions[] =>
    entries.map((entry) =>
      entry
        ? { label: label(entry.id), accelerator: entry.accelerator, click: () => onCommand(entry.id) }
        : { type: 'separator' },
    )
  const quit: MenuItemConstructorOptions[] = [{ type: 'separator' }, { role: 'quit', label: label('quit') }]
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    { label: label('file'), submenu: [...items(commands.file), ...(process.platform === 'darwin' ? [] : quit)] },
    {
      label: label('edit'),
      submenu: (['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const).map((role) => ({
        role,
        label: label(role),
      })),
    },
    {
      label: label('view'),
      submenu: [
        ...items(commands.go),
        { type: 'separator' },
        ...(['zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen'] as const).map((role) => ({
          role,
          label: label(role),
        })),
      ],
    },
    { label: label('help'), submenu: [{ label: label('about'), click: () => onCommand('about') }] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
