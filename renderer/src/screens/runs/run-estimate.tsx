import { useDebouncedValue } from '@mantine/hooks'
import { quantity } from '@shared/contract/text'
import { IconClock } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { useAnswer } from '../../components/use-answer'
import type { Draft } from '../../methods/draft'
import classes from './run-estimate.module.css'

/** From here on a run is worth a warning. */
const HEAVY = { seconds: 20, bytes: 1_000_000_000 }

/** About how long the run will take and how much memory it needs, before it is started. */
export function RunEstimate({ draft, isValid }: { draft: Draft; isValid: boolean }) {
  const t = useText()
  const [settled] = useDebouncedValue(draft, 300)
  const estimate = useAnswer(isValid ? JSON.stringify(settled) : '', () =>
    isValid ? workbench.method.estimate(settled) : Promise.resolve(null),
  )
  if (estimate.state !== 'ready' || !estimate.value) return null
  const { seconds, bytes } = estimate.value
  const isHeavy = seconds > HEAVY.seconds || bytes > HEAVY.bytes
  const time = quantity(Math.max(1000, Math.round(seconds) * 1000), 'milliseconds')
  return (
    <span className={classes.estimate} data-heavy={isHeavy || undefined}>
      <IconClock size={14} stroke={1.75} aria-hidden="true" />
      {seconds < 1 && !isHeavy
        ? t('forms.estimate.quick')
        : t(isHeavy ? 'forms.estimate.heavy' : 'forms.estimate.about', { time, memory: quantity(bytes, 'bytes') })}
    </span>
  )
}
