import type { Dataset } from '@shared/dataset/schema'
import type { Finding } from '@shared/quality/quality-report'
import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { Section } from '../../components/section'
import { Answered, EmptyState } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { AssociationsSection } from './associations-section'
import { FindingItem } from './finding-item'
import { MissingPatternsSection } from './missing-patterns-section'
import classes from './quality.module.css'
import { useRemedy } from './use-remedy'

/** What is wrong with a dataset, the gravest first, each with a remedy that becomes a step; what is missing and what goes together. */
export function QualityTab({ dataset }: { dataset: Dataset }) {
  const answer = useAnswer(dataset.id, () => workbench.dataset.findings({ dataset: dataset.id }))
  const { again } = answer
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows or columns have other findings; the old ones stay until they are there
  useEffect(() => again(), [dataset.revision, dataset.columns, again])
  return (
    <Answered answer={answer}>
      {({ report, findings }) => (
        <>
          <Findings dataset={dataset} findings={findings} />
          <MissingPatternsSection report={report} />
          <AssociationsSection report={report} />
        </>
      )}
    </Answered>
  )
}

function Findings({ dataset, findings }: { dataset: Dataset; findings: readonly Finding[] }) {
  const t = useText()
  const format = useFormat()
  const remedy = useRemedy(dataset)
  if (findings.length === 0) {
    const icon = <IconCircleCheck size={28} stroke={1.5} />
    return <EmptyState icon={icon} title={t('quality.none')} line={t('quality.noneLine')} />
  }
  const count = (value: number) => format.number(value, 'count')
  const size = { rows: count(dataset.nRows), columns: count(dataset.columns.length) }
  return (
    <Section title={t('quality.title')} line={t('quality.line', { findings: findings.length, ...size })}>
      <ul className={classes.findings}>
        {findings.map((finding) => (
          <FindingItem
            key={finding.id}
            finding={finding}
            isBusy={remedy.isBusy}
            isWorking={remedy.working === finding.id}
            onApply={() => remedy.apply(finding)}
          />
        ))}
      </ul>
    </Section>
  )
}
