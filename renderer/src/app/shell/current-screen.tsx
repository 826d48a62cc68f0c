import { AppException, toAppError } from '@shared/contract/app-error'
import { Component, type ReactNode, useMemo } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { ErrorState } from '../../components/states'
import { WelcomeScreen } from '../../screens/welcome/welcome-screen'
import { addresses } from '../routes/addresses'
import { screens } from '../routes/screens'
import { useWorkbenchStore } from '../store/workbench-store'

/** Keeps a screen that breaks from taking the window with it. */
class ScreenBoundary extends Component<{ children: ReactNode }, { thrown: unknown }> {
  override state = { thrown: null as unknown }

  static getDerivedStateFromError(thrown: unknown) {
    return { thrown }
  }

  override render() {
    if (this.state.thrown === null) return this.props.children
    const error = this.state.thrown instanceof AppException ? this.state.thrown.error : toAppError(this.state.thrown)
    return <ErrorState error={error} onAgain={() => this.setState({ thrown: null })} />
  }
}

/** The screen of the current address; the welcome screen while no workspace is open. */
export function CurrentScreen() {
  const [path] = useLocation()
  const hasWorkspace = useWorkbenchStore((state) => state.workspace !== null)
  const open = useMemo(
    () => screens.filter((screen) => hasWorkspace || screen.needsWorkspace === false),
    [hasWorkspace],
  )
  return (
    <ScreenBoundary key={path}>
      <Switch>
        {open.map(({ path: pattern, screen: Screen }) => (
          <Route key={pattern} path={pattern} component={Screen} />
        ))}
        <Route>{hasWorkspace ? <Redirect to={addresses.home} replace /> : <WelcomeScreen />}</Route>
      </Switch>
    </ScreenBoundary>
  )
}
