import { Button } from '@mantine/core'
import type { Finding } from '@shared/quality/quality-report'
import { useText } from '../../app/locale/locale-provider'
import { Tag } from '../../components/tag'
import classes from './quality.module.css'

interface FindingItemProps {
  finding: Finding
  /** A step is being added. */
  isBusy: boolean
  /** It is this one's. */
  isWorking: boolean
  onApply(): void
}

const tones = { high: 'bad', medium: 'warn', low: 'neutral' } as const

/** What was found in a sentence, and the button that deals with it. */
export function FindingItem({ finding, isBusy, isWorking, onApply }: FindingItemProps) {
  const t = useText()
  const { severity, words, remedy } = finding
  return (
    <li className={classes.finding}>
      <span className={classes.severity}>
        <Tag tone={tones[severity]}>{t(`quality.severity.${severity}`)}</Tag>
      </span>
      <p className={classes.words}>{t(words)}</p>
      {remedy && (
        <div className={classes.remedy}>
          <span className={classes.effect}>
            {t(`quality.effect.${remedy.effect.of}`, { count: remedy.effect.count })}
          </span>
          <Button
            size="compact-sm"
            variant="default"
            disabled={isBusy && !isWorking}
            loading={isWorking}
            onClick={onApply}
          >
            {t(remedy.words)}
          </Button>
        </div>
      )}
    </li>
  )
}
