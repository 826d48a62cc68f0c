import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Segment } from '@shared/contract/segment-channels'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { AssignModal } from '../../results/assign/assign-modal'
import { NoticeLine } from '../../results/notice-line'
import { latestOf } from './definition-words'
import classes from './segment-screen.module.css'

/** A segment of a clustering whose data has grown offers to have its model fill it. */
export function AssignOffer({ segment }: { segment: Segment }) {
  const t = useText()
  const [opened, { open, close }] = useDisclosure(false)
  const { definition } = segment
  const latest = latestOf(segment)
  const run = useWorkbenchStore((state) =>
    definition.kind === 'cluster' ? state.runs?.find(({ id }) => id === definition.runId) : undefined,
  )
  if (definition.kind !== 'cluster' || definition.assign || !run || latest?.basis !== 'kept') return null
  return (
    <div className={classes.offer}>
      <NoticeLine level="info">{t('assign.offer', { from: run.revision ?? 0, to: latest.revision })}</NoticeLine>
      <Button variant="light" size="compact-sm" onClick={open}>
        {t('assign.offerAction')}
      </Button>
      <AssignModal opened={opened} onClose={close} run={run} datasetId={segment.datasetId} />
    </div>
  )
}
