import { describeCondition } from '@shared/conditions/describe-condition'
import type { EngineResponse } from '@shared/contract/channels'
import type { Dataset } from '@shared/dataset/schema'
import { useEffect } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { Facts } from '../../components/facts'
import { Section } from '../../components/section'
import { Answered } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import classes from './source-tab.module.css'

type Export = EngineResponse<'export/list'>[number]

function ExportFacts({ receipt }: { receipt: Export }) {
  const t = useText()
  const format = useFormat()
  const { where, condition, search, chosen, label, sort } = receipt.scope
  const scope = [
    ...(condition ? [t(describeCondition(condition))] : []),
    ...(where ? [where] : []),
    ...(search ? [t('data.exports.search', { words: search })] : []),
    ...(chosen ? [t('data.exports.chosen', { count: chosen })] : []),
    ...(label !== undefined && label !== null ? [t('data.exports.segment', { number: label + 1 })] : []),
  ]
  const order = sort?.map(({ column, descending }) => `${column} ${descending ? '↓' : '↑'}`).join(' · ')
  return (
    <div className={classes.receipt}>
      <Facts
        facts={[
          { label: t('data.receipt.file'), value: receipt.file },
          { label: t('data.exports.when'), value: format.moment(receipt.exportedAt) },
          { label: t('data.exports.revision'), value: format.number(receipt.revision, 'count') },
          { label: t('data.exports.rows'), value: format.number(receipt.rows, 'count') },
          { label: t('data.exports.columns'), value: format.number(receipt.columns.length, 'count') },
          { label: t('data.exports.which'), value: scope.join(' · ') || t('data.exports.all') },
          ...(order ? [{ label: t('data.exports.order'), value: order }] : []),
          { label: t('data.exports.cellsEscaped'), value: format.number(receipt.cellsEscaped, 'count') },
          ...(receipt.cellsCut > 0
            ? [{ label: t('data.exports.cellsCut'), value: format.number(receipt.cellsCut, 'count') }]
            : []),
          ...(receipt.sheets > 1
            ? [{ label: t('data.exports.sheets'), value: format.number(receipt.sheets, 'count') }]
            : []),
          { label: t('data.exports.size'), value: format.number(receipt.bytes, 'bytes') },
          { label: 'SHA-256', value: <code className={classes.hash}>{receipt.sha256}</code> },
        ]}
      />
    </div>
  )
}

/** Every file that was written from a dataset. */
export function ExportsSection({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const ended = useWorkbenchStore(({ jobs }) => jobs.filter(({ state }) => state === 'completed').length)
  const { again, ...answer } = useAnswer(dataset.id, () => workbench.export.list({ dataset: dataset.id }))
  // biome-ignore lint/correctness/useExhaustiveDependencies: a job that ended may have been an export
  useEffect(again, [ended])
  return (
    <Section title={t('data.exports.title')} line={t('data.exports.line')}>
      <Answered answer={{ again, ...answer }}>
        {(list) =>
          list.length === 0 ? (
            <p>{t('data.exports.none')}</p>
          ) : (
            list.map((receipt) => <ExportFacts key={`${receipt.exportedAt} ${receipt.sha256}`} receipt={receipt} />)
          )
        }
      </Answered>
    </Section>
  )
}
