import { ActionIcon, Tooltip } from '@mantine/core'
import { IconLayoutSidebarRightCollapse } from '@tabler/icons-react'
import { setInspectorSlot, useHasInspector } from '../../components/inspector'
import { runCommand } from '../commands/commands'
import { useShortcut } from '../commands/use-commands'
import { useText } from '../locale/locale-provider'
import { useWorkbenchStore } from '../store/workbench-store'
import classes from './inspector-pane.module.css'

/** At the right: facts about what is selected. There only while a screen has something to say, and not when folded. */
export function InspectorPane() {
  const t = useText()
  const open = useWorkbenchStore((state) => state.settings.inspectorOpen)
  const wanted = useHasInspector()
  const shortcut = useShortcut('inspector')
  return (
    <aside className={classes.pane} hidden={!open || !wanted} aria-label={t('app.inspector.name')} data-region="">
      <Tooltip label={`${t('app.inspector.close')} · ${shortcut}`}>
        <ActionIcon
          className={classes.fold}
          aria-label={t('app.inspector.close')}
          onClick={() => runCommand('inspector')}
        >
          <IconLayoutSidebarRightCollapse size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      {/* It scrolls, so the keyboard must reach it even where nothing in it takes the focus. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is reached by the keyboard */}
      <section className={classes.content} ref={setInspectorSlot} tabIndex={0} aria-label={t('app.inspector.name')} />
    </aside>
  )
}
