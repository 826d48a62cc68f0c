import { useHotkeys } from '@mantine/hooks'
import { useRef } from 'react'
import { Palette } from '../commands/palette'
import { useCommands } from '../commands/use-commands'
import { useText } from '../locale/locale-provider'
import { useWorkbenchStore } from '../store/workbench-store'
import { CurrentScreen } from './current-screen'
import { DropTarget } from './drop-target'
import { InspectorPane } from './inspector-pane'
import { JobNotifications } from './job-notifications'
import { Rail } from './rail'
import classes from './shell.module.css'
import { StatusBar } from './status-bar'
import { TitleBar } from './title-bar'
import { usePastedTables } from './use-pasted-tables'
import { WritingJobs } from './writing-jobs'

/** The frame around every screen: title bar, rail, content, inspector, status bar. F6 goes from one to the next. */
export function Shell() {
  const t = useText()
  const main = useRef<HTMLElement>(null)
  const hasWorkspace = useWorkbenchStore((state) => state.workspace !== null)
  useCommands()
  usePastedTables()
  useHotkeys([['F6', () => focusNextRegion()]], [])
  return (
    <DropTarget>
      <div className={classes.shell}>
        <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
          {t('app.skip')}
        </button>
        <TitleBar />
        <div className={classes.middle}>
          {hasWorkspace && <Rail />}
          <main className={classes.main} ref={main} tabIndex={-1} data-region="">
            <CurrentScreen />
          </main>
          {hasWorkspace && <InspectorPane />}
        </div>
        {hasWorkspace && <WritingJobs />}
        {hasWorkspace && <StatusBar />}
        <Palette />
        <JobNotifications />
      </div>
    </DropTarget>
  )
}

/** Moves the focus to the next part of the frame, as F6 does in desktop programs. */
function focusNextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const current = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions[(current + 1) % regions.length]
  const target = next?.querySelector<HTMLElement>('a[href], button:not([disabled]), input, [tabindex="0"]') ?? next
  target?.focus()
}
