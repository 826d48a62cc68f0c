import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import type { ResultElement } from '@shared/contract/result-elements'
import type { RunSummary } from '@shared/contract/workspace'
import { IconBookmark } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError, notifyText } from '../../components/notify'
import { Answered, RowsSkeleton } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { ResultElements } from '../result-elements'

interface AssignModalProps {
  opened: boolean
  onClose(): void
  /** The segmentation whose model assigns. */
  run: RunSummary
  /** The dataset to begin with. */
  datasetId: string
}

/** Puts the rows of a dataset into the segments of a run: what would become of them, what has moved, and keeping that. */
export function AssignModal({ opened, onClose, ...rest }: AssignModalProps) {
  const t = useText()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={860}
      title={t('assign.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <AssignForm onClose={onClose} {...rest} />
    </Modal>
  )
}

function AssignForm({ run, datasetId, onClose }: Omit<AssignModalProps, 'opened'>) {
  const t = useText()
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const [dataset, setDataset] = useState(datasetId)
  const [isKeeping, setKeeping] = useState(false)
  const revision = datasets.find(({ id }) => id === dataset)?.revision
  const answer = useAnswer(`${run.id} ${dataset} ${revision}`, () =>
    workbench.assign.report({ runId: run.id, dataset }),
  )
  const keep = async () => {
    setKeeping(true)
    try {
      const { segmentIds } = await workbench.assign.keep({ runId: run.id, dataset })
      notifyText('success', 'assign.kept', { count: segmentIds.length })
      onClose()
      navigate(addresses.segments)
    } catch (thrown) {
      notifyError(thrown)
    } finally {
      setKeeping(false)
    }
  }
  return (
    <Stack gap="md">
      <p style={{ margin: 0 }}>{t('assign.line')}</p>
      <Select
        label={t('assign.dataset')}
        data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
        value={dataset}
        onChange={(id) => id && setDataset(id)}
        maw={320}
      />
      <Answered answer={answer} shape={<RowsSkeleton rows={8} />}>
        {({ elements }) => <ResultElements elements={elements as readonly ResultElement[]} />}
      </Answered>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        <Button
          leftSection={<IconBookmark size={16} />}
          title={t('assign.keepHint')}
          disabled={answer.state !== 'ready'}
          loading={isKeeping}
          onClick={() => void keep()}
        >
          {t('assign.keep')}
        </Button>
      </Group>
    </Stack>
  )
}
