import { IconUsersGroup } from '@tabler/icons-react'
import { segmentSizes } from '../../results/segment-sizes'
import { FamilyScreen } from '../runs/family-screen'
import { RunCard } from '../runs/run-card'
import { SegmentNames } from './segment-names'

/** Who the customers are: every segmentation with its sizes, quality and date. */
export default function SegmentsScreen() {
  return (
    <FamilyScreen
      family="segments"
      icon={<IconUsersGroup size={36} stroke={1.25} />}
      card={(run) => <RunCard run={run}>{(elements) => <SegmentNames sizes={segmentSizes(elements)} />}</RunCard>}
    />
  )
}
