import { Button, SegmentedControl } from '@mantine/core'
import type { Dataset } from '@shared/dataset/schema'
import type { Remedy } from '@shared/quality/quality-report'
import { useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { ExampleTable } from '../../components/example-table'
import { ErrorState } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import classes from './quality.module.css'

interface RemedyPreviewProps {
  dataset: Dataset
  remedies: readonly Remedy[]
  looked: Remedy
  isBusy: boolean
  onLook(remedy: Remedy): void
  onApply(remedy: Remedy): void
}

/** Some of the rows that a remedy would change, before and after, and the other remedies to compare with. */
export function RemedyPreview({ dataset, remedies, looked, isBusy, onLook, onApply }: RemedyPreviewProps) {
  const t = useText()
  const place = String(remedies.indexOf(looked))
  const answer = useAnswer(`${dataset.id}@${dataset.revision} ${JSON.stringify(looked.steps)}`, async () => {
    const { steps } = await workbench.recipe.get({ dataset: dataset.id })
    const before = steps.map(({ words: _, ...step }) => step)
    const wanted = [...before, ...looked.steps]
    return workbench.recipe.preview({ dataset: dataset.id, steps: wanted, examplesFrom: before.length })
  })
  return (
    <div className={classes.preview}>
      {remedies.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t('quality.more')}
          value={place}
          data={remedies.map((remedy, i) => ({ value: String(i), label: t(remedy.words) }))}
          onChange={(next) => onLook(remedies[Number(next)] ?? looked)}
        />
      )}
      {answer.state === 'waiting' && <p className={classes.why}>{t('quality.preview.wait')}</p>}
      {answer.state === 'failed' && <ErrorState error={answer.error} onAgain={answer.again} />}
      {answer.state === 'ready' &&
        (answer.value.error ? (
          <p role="alert">{t(answer.value.error.message)}</p>
        ) : (
          <ExampleTable examples={answer.value.examples} />
        ))}
      {remedies.indexOf(looked) > 0 && (
        <Button size="compact-sm" disabled={isBusy} onClick={() => onApply(looked)}>
          {t(looked.words)}
        </Button>
      )}
    </div>
  )
}
