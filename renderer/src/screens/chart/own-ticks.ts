import { valueTicks } from '@shared/charts/axis-ticks'
import type { Text, Unit } from '@shared/contract/text'
import type { Viewport } from '../../results/figure/viewport'

type Axis = { $ticksIn?: Unit; tickvals?: unknown; ticktext?: unknown } | undefined

/**
 * What changes on axes that write their numbers in words once another part is visible: ticks for that part, or those of the
 * whole again.
 * @param viewport null for the whole
 * @param say says a text in the reader's language
 */
export function ticksFor(
  layout: Readonly<Record<string, unknown>>,
  viewport: Viewport | null,
  say: (text: Text) => string,
): Record<string, unknown> {
  return Object.assign(
    {},
    ...(['x', 'y'] as const).map((letter) => {
      const name = `${letter}axis`
      const axis = layout[name] as Axis
      if (!axis?.$ticksIn) return {}
      if (viewport === null) return { [`${name}.tickvals`]: axis.tickvals, [`${name}.ticktext`]: axis.ticktext }
      const { tickvals = null, ticktext = null } = valueTicks(...viewport[letter], axis.$ticksIn)
      const words = (ticktext as { $text: Text }[] | null)?.map(({ $text }) => say($text)) ?? null
      return { [`${name}.tickvals`]: tickvals, [`${name}.ticktext`]: words }
    }),
  )
}
