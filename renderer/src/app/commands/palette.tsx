import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useText } from '../locale/locale-provider'
import { useStatusStore } from '../store/status-store'
import { useWorkbenchStore } from '../store/workbench-store'
import classes from './palette.module.css'
import { type PaletteEntry, paletteEntries } from './palette-entries'
import { paletteStore } from './palette-store'
import { searchEntries } from './search-entries'
import { useShortcut } from './use-commands'

function Entry({ entry }: { entry: PaletteEntry }) {
  const t = useText()
  const shortcut = useShortcut(entry.command ?? '')
  const Icon = entry.icon
  return (
    <Spotlight.Action onClick={entry.run} className={classes.entry}>
      <Icon size={17} stroke={1.6} aria-hidden="true" />
      <span className={classes.label}>{t(entry.label)}</span>
      {entry.detail && <span className={classes.detail}>{t(entry.detail)}</span>}
      {shortcut && <kbd className={classes.shortcut}>{shortcut}</kbd>}
    </Spotlight.Action>
  )
}

function Found({ typed }: { typed: string }) {
  const t = useText()
  const state = useWorkbenchStore()
  const datasetId = useStatusStore((status) => status.datasetId)
  const entries = useMemo(() => paletteEntries(state, datasetId), [state, datasetId])
  const groups = useMemo(() => [...searchEntries(entries, typed)], [entries, typed])
  if (groups.length === 0) return <Spotlight.Empty>{t('app.palette.nothing', { query: typed })}</Spotlight.Empty>
  return groups.map(([group, found]) => (
    <Spotlight.ActionsGroup key={group} label={t(`app.palette.${group}`)}>
      {found.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </Spotlight.ActionsGroup>
  ))
}

/** Finds and does everything: methods, places, datasets, columns, segments, results, reports and commands. */
export function Palette() {
  const t = useText()
  const [typed, setTyped] = useState('')
  return (
    <Spotlight.Root
      store={paletteStore}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      scrollable
      maxHeight={460}
      size={620}
      centered={false}
      yOffset="10vh"
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      attributes={{ content: { 'aria-label': t('app.search') } }}
      classNames={{ actionsGroup: classes.group, search: classes.search }}
    >
      <Spotlight.Search
        placeholder={t('app.search')}
        aria-label={t('app.search')}
        leftSection={<IconSearch size={18} stroke={1.6} />}
      />
      <Spotlight.ActionsList>
        <Found typed={typed} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
