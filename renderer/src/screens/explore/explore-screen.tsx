import { IconChartDots3 } from '@tabler/icons-react'
import { FamilyScreen } from '../runs/family-screen'
import { RunCard } from '../runs/run-card'

/** What the data holds: descriptions and components, and the ways to make them. */
export default function ExploreScreen() {
  return (
    <FamilyScreen
      family="explore"
      icon={<IconChartDots3 size={36} stroke={1.25} />}
      card={(run) => <RunCard run={run} />}
      listsMethods
    />
  )
}
