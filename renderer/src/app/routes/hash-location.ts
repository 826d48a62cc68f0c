import { useSyncExternalStore } from 'react'

interface NavigateOptions {
  replace?: boolean
  state?: unknown
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  window.addEventListener('popstate', listener)
  return () => {
    window.removeEventListener('hashchange', listener)
    window.removeEventListener('popstate', listener)
  }
}

/** The address behind the `#`: path and search part. */
function currentAddress(): [path: string, search: string] {
  const [path = '', search = ''] = window.location.hash.replace(/^#/, '').split('?', 2)
  return [path.startsWith('/') ? path : `/${path}`, search]
}

/** Goes to an address of app/routes/addresses.ts; `replace` leaves no step to come back to. */
export function navigate(address: string, { replace = false, state = null }: NavigateOptions = {}): void {
  const url = `#${address}`
  if (replace) window.history.replaceState(state, '', url)
  else window.history.pushState(state, '', url)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

/** Keeps path and search of an address behind the `#` (wouter's own keeps the search part before it). */
export function useHashLocation(): [string, typeof navigate] {
  return [useSyncExternalStore(subscribe, () => currentAddress()[0]), navigate]
}
useHashLocation.hrefs = (address: string) => `#${address}`

export function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => currentAddress()[1])
}
