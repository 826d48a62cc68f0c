import { Button } from '@mantine/core'
import type { ImportBatch } from '@shared/contract/reimport'
import type { Dataset } from '@shared/dataset/schema'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { ChangeSummary } from '../../components/changes/change-summary'
import { notifyError, notifyText } from '../../components/notify'
import { Section } from '../../components/section'
import { Answered } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import classes from './import-history.module.css'

async function take(batch: ImportBatch, what: 'undo' | 'redo', again: () => void): Promise<void> {
  try {
    await workbench.import[what]({ batch: batch.id })
    notifyText('success', what === 'undo' ? 'reimport.undone' : 'reimport.redone')
    again()
  } catch (thrown) {
    notifyError(thrown)
  }
}

function BatchLine({ batch }: { batch: ImportBatch }) {
  const t = useText()
  const format = useFormat()
  const [file = '', ...others] = batch.files
  const name = others.length === 0 ? file : t('reimport.filesMore', { file, count: others.length })
  const what = batch.first ? t('reimport.first') : t(`reimport.modes.${batch.mode}`)
  const parts = [format.moment(batch.importedAt), what, t('reimport.rows', { rows: batch.rows })]
  if (batch.undone) parts.push(t('reimport.wasUndone'))
  return (
    <div className={classes.line}>
      <strong>{name}</strong>
      <span>{parts.join(' · ')}</span>
    </div>
  )
}

function Batch({ batch, open, again }: { batch: ImportBatch; open: boolean; again: () => void }) {
  const t = useText()
  return (
    <li className={classes.batch} data-undone={batch.undone || undefined}>
      <div className={classes.head}>
        <BatchLine batch={batch} />
        {batch.canUndo && (
          <Button variant="default" size="compact-sm" onClick={() => void take(batch, 'undo', again)}>
            {t('reimport.undo')}
          </Button>
        )}
        {batch.canRedo && (
          <Button variant="default" size="compact-sm" onClick={() => void take(batch, 'redo', again)}>
            {t('reimport.redo')}
          </Button>
        )}
      </div>
      {batch.diff && (
        <details open={open}>
          <summary>{t('reimport.changed')}</summary>
          <ChangeSummary diff={batch.diff} />
        </details>
      )}
    </li>
  )
}

/** Every import into a dataset, newest first: what it changed, and a way to take it back or bring it back. */
export function ImportHistory({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const batches = useAnswer(`${dataset.id}@${dataset.revision}`, () =>
    workbench.import.batches({ dataset: dataset.id }),
  )
  if (batches.state === 'ready' && batches.value.length === 0) return null
  return (
    <Section title={t('reimport.history')} line={t('reimport.historyLine')}>
      <Answered answer={batches}>
        {(list) => (
          <ul className={classes.list}>
            {list.map((batch, at) => (
              <Batch key={batch.id} batch={batch} open={at === 0} again={batches.again} />
            ))}
          </ul>
        )}
      </Answered>
    </Section>
  )
}
