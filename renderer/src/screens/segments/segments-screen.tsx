import { IconUsersGroup } from '@tabler/icons-react'
import { segmentSizes } from '../../results/segment-sizes'
import { FamilyScreen } from '../runs/family-screen'
import { RunCard } from '../runs/run-card'
import { SegmentNames } from './segment-names'
import { StoredSegments } from './stored-segments'

/** Who the customers are: every segmentation with its sizes, quality and date. */
export default function SegmentsScreen() {
  return (
    <FamilyScreen
      family="segments"
      tools={<StoredSegments />}
      icon={<IconUsersGroup size={36} stroke={1.25} />}
      card={(run) => <RunCard run={run}>{(elements) => <SegmentNames sizes={segmentSizes(elements)} />}</RunCard>}
    />
  )
}
