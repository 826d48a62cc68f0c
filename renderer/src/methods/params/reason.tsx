import { UnstyledButton } from '@mantine/core'
import type { Text } from '@shared/contract/text'
import { IconBulb } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import classes from './reason.module.css'

interface ReasonProps {
  reason: Text
  /** The proposed value in words, when something else is chosen now. */
  other?: string | undefined
  /** True when the same was said above: then only a way back to the proposal is shown. */
  isRepeated?: boolean
  onUse?: (() => void) | undefined
}

/** Why something was proposed for this data; one click takes the proposal when another value stands there. */
export function Reason({ reason, other, isRepeated = false, onUse }: ReasonProps) {
  const t = useText()
  if (isRepeated && other === undefined) return null
  return (
    <p className={classes.reason} data-other={other !== undefined || undefined}>
      <IconBulb size={14} stroke={1.75} className={classes.icon} aria-hidden="true" />
      <span>
        {t(reason)}
        {other !== undefined && (
          <UnstyledButton className={classes.use} onClick={onUse}>
            {t('forms.useProposal', { value: other })}
          </UnstyledButton>
        )}
      </span>
    </p>
  )
}
