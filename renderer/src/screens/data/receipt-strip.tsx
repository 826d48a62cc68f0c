import { CloseButton } from '@mantine/core'
import type { Dataset } from '@shared/dataset/schema'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { Link } from 'wouter'
import { create } from 'zustand'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import classes from './receipt-strip.module.css'

/** The dataset that was imported last, until its summary has been read. */
export const useFreshImport = create<{ datasetId: string | null }>(() => ({ datasetId: null }))

/** After an import: how many rows came in, and a way to those that did not. */
export function ReceiptStrip({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const fresh = useFreshImport((state) => state.datasetId === dataset.id)
  if (!fresh) return null
  const rejected = dataset.rowsRejected
  return (
    <div className={classes.strip} role="status" data-rejected={rejected > 0 || undefined}>
      {rejected > 0 ? <IconAlertTriangle size={18} stroke={1.6} /> : <IconCircleCheck size={18} stroke={1.6} />}
      <span>
        {t('data.receipt.summary', { read: dataset.rowsRead, imported: dataset.rowsRead - rejected, rejected })}
      </span>
      {rejected > 0 && <Link href={addresses.dataset(dataset.id, 'source')}>{t('data.receipt.seeRejects')}</Link>}
      <CloseButton
        size="sm"
        className={classes.close}
        aria-label={t('common.close')}
        onClick={() => useFreshImport.setState({ datasetId: null })}
      />
    </div>
  )
}
