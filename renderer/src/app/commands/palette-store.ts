import { createSpotlight } from '@mantine/spotlight'

const [store, actions] = createSpotlight()

/** Whether the command palette is open. */
export const paletteStore = store
export const openPalette = actions.open
