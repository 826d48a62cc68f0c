import type { MeasureType } from '@shared/dataset/schema'
import { useText } from '../../app/locale/locale-provider'
import { MeasureIcon } from '../../components/measure-icon'
import { Tag } from '../../components/tag'

/** What a column's values mean, as a small word. */
export function MeasureTag({ type }: { type: MeasureType }) {
  const t = useText()
  return <Tag icon={<MeasureIcon type={type} size={12} />}>{t(`data.measure.${type}`)}</Tag>
}
