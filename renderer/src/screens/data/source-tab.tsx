import type { EngineResponse } from '@shared/contract/channels'
import type { Dataset } from '@shared/dataset/schema'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { Facts } from '../../components/facts'
import { Section } from '../../components/section'
import { Answered } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { ExportsSection } from './exports-section'
import { ImportHistory } from './import-history'
import { RejectsGrid } from './rejects-grid'
import classes from './source-tab.module.css'

type Receipt = EngineResponse<'dataset/receipts'>[number]

/** Delimiters that cannot be seen, by name. */
const delimiterNames: Record<string, string> = { '\t': 'tab', ' ': 'space', '\\s+': 'blanks' }

function ReceiptFacts({ receipt }: { receipt: Receipt }) {
  const t = useText()
  const format = useFormat()
  const { delimiter } = receipt
  const named = delimiter !== null ? delimiterNames[delimiter] : undefined
  const optional = [
    { label: t('data.receipt.encoding'), value: receipt.encoding?.toUpperCase() ?? null },
    { label: t('data.receipt.delimiter'), value: named ? t(`import.delimiters.${named}`) : delimiter },
  ].filter((fact) => fact.value !== null)
  return (
    <div className={classes.receipt}>
      <Facts
        facts={[
          { label: t('data.receipt.file'), value: receipt.file },
          { label: t('data.receipt.when'), value: format.moment(receipt.importedAt) },
          { label: t('data.receipt.read'), value: format.number(receipt.rowsRead, 'count') },
          { label: t('data.receipt.imported'), value: format.number(receipt.rowsImported, 'count') },
          { label: t('data.receipt.rejected'), value: format.number(receipt.rowsRejected, 'count') },
          ...optional,
          { label: t('data.receipt.duration'), value: format.number(receipt.durationMs, 'milliseconds') },
          { label: 'SHA-256', value: <code className={classes.hash}>{receipt.sha256}</code> },
        ]}
      />
      {receipt.warnings.length > 0 && (
        <ul className={classes.warnings}>
          {receipt.warnings.map((warning) => (
            <li key={t(warning)}>{t(warning)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Where a dataset came from: the receipt of its import, and every row that was not taken, with the reason. */
export function SourceTab({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const receipts = useAnswer(`${dataset.id}@${dataset.revision}`, () =>
    workbench.dataset.receipts({ dataset: dataset.id }),
  )
  return (
    <>
      <ImportHistory dataset={dataset} />
      <Section title={t('data.receipt.title')} line={t('data.receipt.line')}>
        <Answered answer={receipts}>
          {(list) =>
            list.map((receipt) => <ReceiptFacts key={`${receipt.importedAt} ${receipt.file}`} receipt={receipt} />)
          }
        </Answered>
      </Section>
      <ExportsSection dataset={dataset} />
      <Section title={t('data.rejects.title')} line={t('data.rejects.line')}>
        <RejectsGrid dataset={dataset} />
      </Section>
    </>
  )
}
