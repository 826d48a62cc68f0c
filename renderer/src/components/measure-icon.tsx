import type { MeasureType } from '@shared/dataset/schema'
import { Icon123, IconAbc, IconCalendar, IconCategory, IconKey, IconLadder, type TablerIcon } from '@tabler/icons-react'

const icons: Record<MeasureType, TablerIcon> = {
  continuous: Icon123,
  ordinal: IconLadder,
  nominal: IconCategory,
  id: IconKey,
  time: IconCalendar,
  text: IconAbc,
}

/** The sign of a measure type, the same everywhere. */
export function MeasureIcon({ type, size = 14 }: { type: MeasureType; size?: number }) {
  const Icon = icons[type]
  return <Icon size={size} stroke={1.7} aria-hidden="true" />
}
