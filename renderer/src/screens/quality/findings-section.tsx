import { Button, Select } from '@mantine/core'
import type { QualityView } from '@shared/contract/quality-channels'
import type { Dataset } from '@shared/dataset/schema'
import type { Finding } from '@shared/quality/quality-report'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { notifyError, notifyUndo } from '../../components/notify'
import { Section } from '../../components/section'
import { EmptyState } from '../../components/states'
import { useGrowing } from '../../components/use-growing'
import { FindingItem } from './finding-item'
import classes from './quality.module.css'
import { useRemedy } from './use-remedy'

interface FindingsSectionProps {
  dataset: Dataset
  view: QualityView
  onIgnore(finding: string): Promise<unknown>
  onUnignore(finding: string): void
}

/** More findings than these are shown when they are asked for. */
const shownAtOnce = 25
const drawnAtOnce = 5

/** The findings, the gravest first, of all columns or of one; those that are ignored at the end. */
export function FindingsSection({ dataset, view, onIgnore, onUnignore }: FindingsSectionProps) {
  const t = useText()
  const format = useFormat()
  const [column, setColumn] = useState<string | null>(null)
  const { findings, ignored, complete, report } = view
  const isIgnored = ({ id }: Finding) => ignored.includes(id)
  const open = findings.filter((finding) => !isIgnored(finding))
  const aside = findings.filter(isIgnored)
  if (findings.length === 0) {
    if (!complete) return null
    const icon = <IconCircleCheck size={28} stroke={1.5} />
    return <EmptyState icon={icon} title={t('quality.none')} line={t('quality.noneLine')} />
  }
  const known = [...new Set(open.flatMap(({ columns }) => columns))]
  const chosen = column !== null && known.includes(column) ? column : null
  const shown = chosen === null ? open : open.filter(({ columns }) => columns.includes(chosen))
  const count = (value: number) => format.number(value, 'count')
  const size = { rows: count(report.nRows), columns: count(report.columns.length) }
  const ignore = (finding: Finding) =>
    onIgnore(finding.id).then(
      () => notifyUndo('quality.ignored', { finding: finding.words }, async () => onUnignore(finding.id)),
      notifyError,
    )
  return (
    <Section
      title={t('quality.title')}
      line={t('quality.line', { findings: open.length, ...size })}
      aside={
        known.length > 1 && (
          <Select
            size="xs"
            aria-label={t('quality.filter.column')}
            placeholder={t('quality.filter.all')}
            searchable
            clearable
            data={known}
            value={chosen}
            onChange={setColumn}
          />
        )
      }
    >
      <FindingList key={chosen ?? ''} dataset={dataset} findings={shown} onIgnore={(finding) => void ignore(finding)} />
      {aside.length > 0 && <IgnoredFindings dataset={dataset} findings={aside} onUnignore={onUnignore} />}
    </Section>
  )
}

interface FindingListProps {
  dataset: Dataset
  findings: readonly Finding[]
  onIgnore(finding: Finding): void
}

function FindingList({ dataset, findings, onIgnore }: FindingListProps) {
  const t = useText()
  const remedy = useRemedy(dataset)
  const [shown, setShown] = useState(shownAtOnce)
  const more = findings.length - shown
  const drawn = useGrowing(Math.min(shown, findings.length), drawnAtOnce)
  if (findings.length === 0) return null
  return (
    <>
      <ul className={classes.findings}>
        {findings.slice(0, drawn).map((finding) => (
          <FindingItem
            key={finding.id}
            dataset={dataset}
            finding={finding}
            isIgnored={false}
            isBusy={remedy.isBusy}
            isWorking={remedy.working === finding.id}
            onApply={(chosen) => remedy.apply(finding, chosen)}
            onIgnore={() => onIgnore(finding)}
          />
        ))}
      </ul>
      {more > 0 && (
        <Button mt={8} size="compact-sm" variant="subtle" onClick={() => setShown(shown + shownAtOnce)}>
          {t('quality.moreFindings', { count: Math.min(more, shownAtOnce) })}
        </Button>
      )}
    </>
  )
}

function IgnoredFindings({
  dataset,
  findings,
  onUnignore,
}: Omit<FindingListProps, 'onIgnore'> & {
  onUnignore(finding: string): void
}) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <p className={classes.ignoredLine}>
        {t('quality.ignoredCount', { count: findings.length })}
        <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'quality.hideIgnored' : 'quality.showIgnored')}
        </Button>
      </p>
      {isOpen && (
        <ul className={classes.findings}>
          {findings.map((finding) => (
            <FindingItem
              key={finding.id}
              dataset={dataset}
              finding={finding}
              isIgnored
              isBusy={false}
              isWorking={false}
              onApply={() => {}}
              onIgnore={() => onUnignore(finding.id)}
            />
          ))}
        </ul>
      )}
    </>
  )
}
