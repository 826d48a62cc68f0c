import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { toAppError } from '@shared/contract/app-error'
import { type SegmentRequest, segmentRequestSchema } from '@shared/stored-segments/segment-definition'
import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { workbench } from '../../app/workbench'
import { LiveCount } from './live-count'

interface SaveSegmentModalProps {
  opened: boolean
  onClose(): void
  datasetId: string
  definition: SegmentRequest
  suggestedName: string
  colour?: number
  /** What is still to be chosen, above the count. */
  children?: ReactNode
}

/** Keeps what a result shows as a segment with a name, and goes there. */
export function SaveSegmentModal({ opened, onClose, ...rest }: SaveSegmentModalProps) {
  const t = useText()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('stored.save.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <SaveSegmentForm onClose={onClose} {...rest} />
    </Modal>
  )
}

function SaveSegmentForm({
  onClose,
  datasetId,
  definition,
  suggestedName,
  colour,
  children,
}: Omit<SaveSegmentModalProps, 'opened'>) {
  const t = useText()
  const [name, setName] = useState(suggestedName)
  const [problem, setProblem] = useState('')
  const isWhole = useMemo(() => segmentRequestSchema.safeParse(definition).success, [definition])
  const canSave = name.trim() !== '' && isWhole
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      const kept = await workbench.segment.create({ dataset: datasetId, name, definition })
      onClose()
      navigate(addresses.segment(kept.id))
    } catch (thrown) {
      setProblem(t(toAppError(thrown).message))
    }
  }
  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      <Stack gap="sm">
        <TextInput
          label={t('builder.name')}
          value={name}
          maxLength={200}
          error={problem}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        {children}
        <LiveCount datasetId={datasetId} definition={definition} colour={colour ?? 0} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!canSave}>
            {t('stored.save.button')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
