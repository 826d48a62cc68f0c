import { Button } from '@mantine/core'
import type { Dataset } from '@shared/dataset/schema'
import type { Finding, Remedy } from '@shared/quality/quality-report'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { Tag } from '../../components/tag'
import { FindingMenu } from './finding-menu'
import classes from './quality.module.css'
import { RemedyPreview } from './remedy-preview'

interface FindingItemProps {
  dataset: Dataset
  finding: Finding
  isIgnored: boolean
  /** A step is being added. */
  isBusy: boolean
  /** It is this one's. */
  isWorking: boolean
  onApply(remedy: Remedy): void
  onIgnore(ignored: boolean): void
}

const tones = { high: 'bad', medium: 'warn', low: 'neutral' } as const

/** What was found in a sentence and why it matters, and the button that deals with it. */
export function FindingItem(props: FindingItemProps) {
  const { dataset, finding, isIgnored, isBusy, isWorking, onApply, onIgnore } = props
  const t = useText()
  const [looked, setLooked] = useState<Remedy | null>(null)
  const { severity, words, why, remedies } = finding
  const [remedy] = remedies
  return (
    <li className={classes.finding} data-ignored={isIgnored || undefined}>
      <span className={classes.severity}>
        <Tag tone={tones[severity]}>{t(`quality.severity.${severity}`)}</Tag>
      </span>
      <div className={classes.said}>
        <p className={classes.words}>{t(words)}</p>
        <p className={classes.why}>{t(why)}</p>
      </div>
      <div className={classes.remedy}>
        {remedy && !isIgnored && (
          <>
            <button
              type="button"
              className={classes.effect}
              aria-expanded={looked !== null}
              title={t('quality.look')}
              onClick={() => setLooked(looked ? null : remedy)}
            >
              {t(`quality.effect.${remedy.effect.of}`, { count: remedy.effect.count })}
            </button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={isBusy && !isWorking}
              loading={isWorking}
              onClick={() => onApply(remedy)}
            >
              {t(remedy.words)}
            </Button>
          </>
        )}
        <FindingMenu
          finding={finding}
          isIgnored={isIgnored}
          isBusy={isBusy}
          onLook={() => setLooked(remedy ?? null)}
          onApply={onApply}
          onIgnore={onIgnore}
        />
      </div>
      {looked && !isIgnored && (
        <RemedyPreview
          dataset={dataset}
          remedies={remedies}
          looked={looked}
          isBusy={isBusy}
          onLook={setLooked}
          onApply={onApply}
        />
      )}
    </li>
  )
}
