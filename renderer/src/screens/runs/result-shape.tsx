import { Skeleton } from '@mantine/core'
import { useText } from '../../app/locale/locale-provider'
import { Page } from '../../components/page'

/** The shape of a result while it is being read. */
export function ResultShape({ title, methodId }: { title?: string | null | undefined; methodId?: string | undefined }) {
  const t = useText()
  return (
    <Page title={title ?? (methodId ? t(`methods.${methodId}.name`) : t('runs.result'))}>
      <div role="status" aria-label={t('common.loading')}>
        <Skeleton height={28} width="70%" mb={20} />
        <Skeleton height={72} mb={20} />
        <Skeleton height={360} mb={20} />
        <Skeleton height={180} />
      </div>
    </Page>
  )
}
