import { type ComponentType, useEffect, useState } from 'react'
import { ScreenShape } from '../shell/screen-shape'

/** A screen whose code is fetched when it is first shown, or before. */
export type LaterScreen = ComponentType & {
  /** Fetches the code; does nothing when it is there. */
  fetchAhead(): Promise<unknown>
}

/**
 * Makes a screen of a module that is loaded when first needed. What is loaded is shown at once: React's own `lazy` shows its stand-in for
 * a third of a second even then.
 * @example const HomeScreen = loadedLater(() => import('../../screens/home/home-screen'))
 */
export function loadedLater(load: () => Promise<{ default: ComponentType }>): LaterScreen {
  let loaded: ComponentType | null = null
  const fetchAhead = async () => {
    loaded ??= (await load()).default
    return loaded
  }
  function LoadedLater() {
    // Chosen once: another component would forget what was typed into this one.
    const [found, setFound] = useState(() => ({ Screen: loaded, thrown: null as unknown }))
    const { Screen, thrown } = found
    useEffect(() => {
      let wanted = Screen === null
      if (wanted) {
        fetchAhead().then(
          (Loaded) => wanted && setFound({ Screen: Loaded, thrown: null }),
          (thrown: unknown) => wanted && setFound({ Screen: null, thrown }),
        )
      }
      return () => {
        wanted = false
      }
    }, [Screen])
    if (thrown !== null) throw thrown
    return Screen ? <Screen /> : <ScreenShape />
  }
  return Object.assign(LoadedLater, { fetchAhead })
}
