import { Anchor } from '@mantine/core'
import { literal } from '@shared/contract/text'
import type { Dataset } from '@shared/dataset/schema'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { useAnswer } from '../../components/use-answer'
import classes from './dataset-meaning.module.css'

const known = new Set(['roll-up', 'join', 'recipe', 'sql'])

/** What a dataset was made of, and a click that makes it again when that has changed. */
export function DatasetOrigin({ dataset }: { dataset: Dataset }) {
  return dataset.madeBy === undefined ? null : <Origin dataset={dataset} />
}

function Origin({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const revisions = useWorkbenchStore(({ datasets }) => datasets?.map(({ id, revision }) => `${id}@${revision}`).join())
  const answer = useAnswer(`${dataset.id} ${revisions}`, () => workbench.derive.origin({ dataset: dataset.id }))
  if (answer.state !== 'ready' || !answer.value) return null
  const { kind, inputs, stale, sql } = answer.value
  const names = (of: typeof inputs) => ({ datasets: of.map(({ name }) => literal(name)) })
  const refresh = () => workbench.derive.refresh({ dataset: dataset.id }).catch(notifyError)
  return (
    <span className={classes.origin} title={sql}>
      {t(`combine.origin.${known.has(kind) ? kind : 'other'}`, names(inputs))}
      {stale && (
        <>
          {' · '}
          {t(
            'combine.stale',
            names(inputs.filter(({ revision, current }) => current !== null && current !== revision)),
          )}{' '}
          <Anchor component="button" type="button" onClick={() => void refresh()}>
            {t('combine.refresh')}
          </Anchor>
        </>
      )}
    </span>
  )
}
