import { Notifications } from '@mantine/notifications'
import { Router } from 'wouter'
import { LocaleProvider } from './locale/locale-provider'
import { useHashLocation, useHashSearch } from './routes/hash-location'
import { Shell } from './shell/shell'
import { useWorkbenchStore } from './store/workbench-store'
import { ThemeProvider } from './theme/theme-provider'

/** Everything in the window; nothing is drawn before language and colours are known. */
export function App() {
  const ready = useWorkbenchStore((state) => state.ready)
  return (
    <LocaleProvider>
      <ThemeProvider>
        <Notifications position="bottom-right" limit={4} />
        <Router hook={useHashLocation} searchHook={useHashSearch}>
          {ready && <Shell />}
        </Router>
      </ThemeProvider>
    </LocaleProvider>
  )
}
