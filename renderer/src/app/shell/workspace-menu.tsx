import { Menu } from '@mantine/core'
import { IconChevronDown, IconCopy, IconFile, IconFolderOpen, IconPlus, IconX } from '@tabler/icons-react'
import { runCommand } from '../commands/commands'
import { useShortcut } from '../commands/use-commands'
import { openWorkspace } from '../commands/workspace-actions'
import { useText } from '../locale/locale-provider'
import { useWorkbenchStore } from '../store/workbench-store'
import classes from './workspace-menu.module.css'

const RECENT_SHOWN = 6

interface CommandItemProps {
  id: string
  icon: typeof IconPlus
}

function CommandItem({ id, icon: Icon }: CommandItemProps) {
  const t = useText()
  const shortcut = useShortcut(id)
  return (
    <Menu.Item
      leftSection={<Icon size={16} stroke={1.6} />}
      rightSection={<span className={classes.shortcut}>{shortcut}</span>}
      onClick={() => runCommand(id)}
    >
      {t(`app.commands.${id}`)}
    </Menu.Item>
  )
}

function RecentItems() {
  const t = useText()
  const open = useWorkbenchStore((state) => state.workspace?.path)
  const recent = useWorkbenchStore((state) => state.settings.recentWorkspaces)
  const others = recent.filter((workspace) => workspace.path !== open).slice(0, RECENT_SHOWN)
  if (others.length === 0) return null
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('app.workspace.recent')}</Menu.Label>
      {others.map((workspace) => (
        <Menu.Item
          key={workspace.path}
          leftSection={<IconFile size={16} stroke={1.6} />}
          title={workspace.path}
          onClick={() => void openWorkspace(workspace.path)}
        >
          {workspace.name}
        </Menu.Item>
      ))}
    </>
  )
}

/** The open workspace by name, and what can be done with it. */
export function WorkspaceMenu() {
  const t = useText()
  const workspace = useWorkbenchStore((state) => state.workspace)
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <button type="button" className={classes.target} title={workspace?.path}>
          <Mark />
          <span className={classes.name}>{workspace?.name ?? t('common.appName')}</span>
          <IconChevronDown size={14} stroke={1.8} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandItem id="new-workspace" icon={IconPlus} />
        <CommandItem id="open-workspace" icon={IconFolderOpen} />
        {workspace && <CommandItem id="save-copy" icon={IconCopy} />}
        {workspace && <CommandItem id="close-workspace" icon={IconX} />}
        <RecentItems />
      </Menu.Dropdown>
    </Menu>
  )
}

/** The sign of the application: a circle of regulars around one place. */
export function Mark({ size = 20 }: { size?: number }) {
  const seats = [0, 60, 120, 180, 240, 300]
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className={classes.mark}>
      {seats.map((angle, seat) => (
        <circle
          key={angle}
          cx={12 + 8 * Math.sin((angle * Math.PI) / 180)}
          cy={12 - 8 * Math.cos((angle * Math.PI) / 180)}
          r={seat === 0 ? 3.2 : 2.4}
          opacity={seat === 0 ? 1 : 0.45}
        />
      ))}
      <circle cx="12" cy="12" r="2.6" opacity="0.85" />
    </svg>
  )
}
