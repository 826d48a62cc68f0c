import { Skeleton } from '@mantine/core'
import type { ResultElement } from '@shared/contract/result-elements'
import type { RunSummary } from '@shared/contract/workspace'
import { type ReactNode, useRef } from 'react'
import { Link } from 'wouter'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { workbench } from '../../app/workbench'
import { Tag } from '../../components/tag'
import { useAnswer } from '../../components/use-answer'
import { useInSight } from '../../results/figure/use-in-sight'
import { ResultScopeProvider } from '../../results/result-scope'
import classes from './family-screen.module.css'
import { useRunTitle } from './use-run-title'

interface RunCardProps {
  run: RunSummary
  /** What is shown of the result's elements, once they are there. */
  children?: (elements: readonly ResultElement[]) => ReactNode
}

/** A run as a card: what it found in one sentence, when, on how many rows. */
export function RunCard({ run, children }: RunCardProps) {
  const t = useText()
  const format = useFormat()
  const title = useRunTitle()(run)
  const place = useRef<HTMLAnchorElement>(null)
  const isInSight = useInSight(place)
  const key = isInSight ? `${run.id} ${JSON.stringify(run.segmentNames)}` : ''
  const answer = useAnswer(key, () => (isInSight ? workbench.run.get({ runId: run.id }) : Promise.resolve(null)))
  const elements = answer.state === 'ready' ? answer.value?.elements : undefined
  const headline = elements?.find((element) => element.type === 'text' && element.style === 'headline')
  const quality = elements?.find((element) => element.type === 'metric' && element.tone !== undefined)
  return (
    <Link ref={place} className={classes.card} href={addresses.run(run.id)}>
      <span className={classes.cardHead}>
        <span className={classes.cardTitle}>{title}</span>
        {run.stale && <Tag tone="warn">{t('runs.staleShort')}</Tag>}
      </span>
      {answer.state === 'waiting' && <Skeleton height={36} />}
      {headline?.type === 'text' && <p className={classes.finding}>{t(headline.text)}</p>}
      {elements && children && (
        <ResultScopeProvider run={run} interactive={false}>
          {children(elements)}
        </ResultScopeProvider>
      )}
      <span className={classes.cardFoot}>
        <span>{t('common.rows', { count: run.diagnostics.rowsUsed })}</span>
        {quality?.type === 'metric' && (
          <span>
            {t(quality.label)} {format.number(quality.value, quality.unit, quality.decimals)}
          </span>
        )}
        <span>{format.moment(run.startedAt)}</span>
      </span>
    </Link>
  )
}
