import type { MeasureType } from '@shared/dataset/schema'
import {
  IconAbc,
  IconCalendar,
  IconCategory,
  IconKey,
  IconLadder,
  IconRuler,
  type TablerIcon,
} from '@tabler/icons-react'

const icons: Record<MeasureType, TablerIcon> = {
  continuous: IconRuler,
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
