import { ActionIcon, Menu, SegmentedControl, Tooltip } from '@mantine/core'
import {
  IconCircleHalf2,
  IconDeviceDesktop,
  IconLayoutSidebarRight,
  IconMoon,
  IconSearch,
  IconSun,
} from '@tabler/icons-react'
import { useHasInspector } from '../../components/inspector'
import { runCommand } from '../commands/commands'
import { useShortcut } from '../commands/use-commands'
import { useLanguage, useText } from '../locale/locale-provider'
import { changeSettings } from '../store/connect'
import { useWorkbenchStore } from '../store/workbench-store'
import { JobsButton } from './jobs-tray'
import classes from './title-bar.module.css'
import { WorkspaceMenu } from './workspace-menu'

/** On top: the workspace, the search for everything, and what belongs to the window itself. */
export function TitleBar() {
  const hasWorkspace = useWorkbenchStore((state) => state.workspace !== null)
  return (
    <header className={classes.bar} data-region="">
      <div className={classes.left}>
        <WorkspaceMenu />
      </div>
      <SearchButton />
      <div className={classes.right}>
        <LanguageSwitch />
        <ThemeMenu />
        {hasWorkspace && <InspectorToggle />}
        <JobsButton />
      </div>
    </header>
  )
}

function SearchButton() {
  const t = useText()
  const shortcut = useShortcut('palette')
  return (
    <button
      type="button"
      className={classes.search}
      onClick={() => runCommand('palette')}
      aria-keyshortcuts="Control+K Meta+K"
    >
      <IconSearch size={15} stroke={1.8} aria-hidden="true" />
      <span>{t('app.search')}</span>
      <kbd>{shortcut}</kbd>
    </button>
  )
}

function LanguageSwitch() {
  const t = useText()
  return (
    <SegmentedControl
      value={useLanguage()}
      onChange={(language) => void changeSettings({ language })}
      data={[
        { value: 'zh-CN', label: '中' },
        { value: 'en', label: 'EN' },
      ]}
      aria-label={t('app.language')}
      classNames={{ root: classes.language }}
    />
  )
}

const themes = [
  { value: 'system', icon: IconDeviceDesktop },
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
] as const

function ThemeMenu() {
  const t = useText()
  const chosen = useWorkbenchStore((state) => state.settings.theme)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('app.theme.name')}>
          <ActionIcon aria-label={t('app.theme.name')}>
            <IconCircleHalf2 size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {themes.map(({ value, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} stroke={1.6} />}
            aria-current={chosen === value ? 'true' : undefined}
            onClick={() => void changeSettings({ theme: value })}
          >
            {t(`app.theme.${value}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function InspectorToggle() {
  const t = useText()
  const open = useWorkbenchStore((state) => state.settings.inspectorOpen)
  const wanted = useHasInspector()
  const shortcut = useShortcut('inspector')
  const label = t(open ? 'app.inspector.close' : 'app.inspector.open')
  if (!wanted) return null
  return (
    <Tooltip label={`${label} · ${shortcut}`}>
      <ActionIcon aria-label={label} aria-pressed={open} onClick={() => runCommand('inspector')}>
        <IconLayoutSidebarRight size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  )
}
