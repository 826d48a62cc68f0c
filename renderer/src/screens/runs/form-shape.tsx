import { Skeleton } from '@mantine/core'
import { useText } from '../../app/locale/locale-provider'

/** The shape of a form while its proposal is being made. */
export function FormShape() {
  const t = useText()
  return (
    <div role="status" aria-label={t('common.loading')} style={{ display: 'flex', gap: 40, maxWidth: 1120 }}>
      <Skeleton height={360} style={{ flex: 1 }} />
      <div style={{ width: 400 }}>
        {['k', 'scaling', 'transform', 'more'].map((row) => (
          <Skeleton key={row} height={30} mb={32} />
        ))}
      </div>
    </div>
  )
}
