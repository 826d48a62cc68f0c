import { IconCoins } from '@tabler/icons-react'
import { FamilyScreen } from '../runs/family-screen'
import { RunCard } from '../runs/run-card'
import { ValueTools } from './value-tools'

/** What customers are worth: every method that answers it, and its results. */
export default function ValueScreen() {
  return (
    <FamilyScreen
      family="value"
      icon={<IconCoins size={36} stroke={1.25} />}
      card={(run) => <RunCard run={run} />}
      listsMethods
      tools={<ValueTools />}
    />
  )
}
