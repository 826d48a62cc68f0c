import type { ResultElement } from '@shared/contract/result-elements'
import type { Segment } from '@shared/contract/segment-channels'
import { useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { Inspector } from '../../components/inspector'
import { Section } from '../../components/section'
import { Answered, RowsSkeleton } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { ResultElements } from '../../results/result-elements'
import { latestOf } from './definition-words'
import classes from './segment-screen.module.css'

/** Asks anew when the segment or its data changes. */
export function versionOf(segment: Segment): string {
  return `${segment.id} ${segment.updatedAt} ${latestOf(segment)?.takenAt}`
}

/** What sets a stored segment apart from the rest: in words, tested, as a rule, with typical and borderline members. */
export function SegmentProfile({ segment }: { segment: Segment }) {
  const t = useText()
  const answer = useAnswer(versionOf(segment), () => workbench.segment.profile({ segmentId: segment.id }))
  return (
    <Section title={t('stored.profile.title')} line={t('stored.profile.line')}>
      <Answered answer={answer} shape={<RowsSkeleton rows={6} />}>
        {({ elements }) =>
          elements.length === 0 ? (
            <p className={classes.description}>{t('stored.profile.whole')}</p>
          ) : (
            <ResultElements elements={elements as readonly ResultElement[]} />
          )
        }
      </Answered>
    </Section>
  )
}

/** In the inspector: why a member is in the segment, beside the others. */
export function MemberReasons({ segment, row }: { segment: Segment; row: number }) {
  const t = useText()
  const answer = useAnswer(`${versionOf(segment)} ${row}`, () => workbench.segment.why({ segmentId: segment.id, row }))
  return (
    <Inspector title={t('stored.profile.why', { row: row + 1 })}>
      <Answered answer={answer} shape={<RowsSkeleton rows={6} />}>
        {({ elements }) => <ResultElements elements={elements as readonly ResultElement[]} />}
      </Answered>
    </Inspector>
  )
}
