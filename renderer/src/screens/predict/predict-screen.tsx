import { IconTargetArrow } from '@tabler/icons-react'
import { FamilyScreen } from '../runs/family-screen'
import { RunCard } from '../runs/run-card'
import { PredictTemplates } from './templates'

/** Who will leave, who will buy, what will they spend: every method that answers it, and its results. */
export default function PredictScreen() {
  return (
    <FamilyScreen
      family="predict"
      icon={<IconTargetArrow size={36} stroke={1.25} />}
      card={(run) => <RunCard run={run} />}
      listsMethods
      tools={<PredictTemplates />}
    />
  )
}
