/**
 * Colours and Mantine for everything below, light or dark as the person chose or the system says.
 * In CSS use the tokens of tokens.css (`var(--ink-dim)`, `var(--line)`, `var(--accent-ink)` …), which follow by themselves;
 * `useColors()` answers 'light' or 'dark' for what is drawn by script.
 */
import { type CSSVariablesResolver, MantineProvider } from '@mantine/core'
import { useColorScheme } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useWorkbenchStore } from '../store/workbench-store'
import { theme } from './theme'

/** Mantine's own surfaces and lines, taken from the tokens. */
const surfaces: Record<string, string> = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-dim)',
  '--mantine-color-default': 'var(--surface-raised)',
  '--mantine-color-default-hover': 'var(--surface-hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-anchor': 'var(--accent-ink)',
}

const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces })

/** The colours to draw in now: the person's choice, or the system's. */
export function useColors(): 'light' | 'dark' {
  const chosen = useWorkbenchStore((state) => state.settings.theme)
  const system = useColorScheme('light', { getInitialValueInEffect: false })
  return chosen === 'system' ? system : chosen
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} forceColorScheme={useColors()} cssVariablesResolver={resolveVariables}>
      {children}
    </MantineProvider>
  )
}
