import { ActionIcon, Button, Group, Menu, Modal, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { toAppError } from '@shared/contract/app-error'
import type { Dataset } from '@shared/dataset/schema'
import { IconArrowsJoin, IconCopyMinus, IconDots, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { workbench } from '../../app/workbench'
import { notifyError, notifyUndo } from '../../components/notify'
import { ExportItems } from '../../results/export-items'

function RenameForm({ dataset, onDone }: { dataset: Dataset; onDone: () => void }) {
  const t = useText()
  const [name, setName] = useState(dataset.name)
  const [problem, setProblem] = useState('')
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    workbench.dataset
      .rename({ dataset: dataset.id, name: name.trim() })
      .then(onDone, (thrown: unknown) => setProblem(t(toAppError(thrown).message)))
  }
  return (
    <form onSubmit={onSubmit}>
      <TextInput
        label={t('data.newName')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={problem}
        data-autofocus
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={name.trim() === ''}>
          {t('common.rename')}
        </Button>
      </Group>
    </form>
  )
}

async function remove(dataset: Dataset): Promise<void> {
  try {
    await workbench.dataset.remove({ dataset: dataset.id })
    navigate(addresses.data)
    notifyUndo('data.removed', { dataset: dataset.name }, () => workbench.dataset.restore({ dataset: dataset.id }))
  } catch (thrown) {
    notifyError(thrown)
  }
}

/** What can be done with a dataset beside asking it questions. */
export function DatasetMenu({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const [renaming, { open, close }] = useDisclosure(false)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('common.more')} variant="default" size={30}>
            <IconDots size={16} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconUsers size={16} stroke={1.6} />}
            onClick={() => navigate(addresses.rollUp(dataset.id))}
          >
            {t('roll-up.action')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowsJoin size={16} stroke={1.6} />}
            onClick={() => navigate(addresses.join(dataset.id))}
          >
            {t('combine.join.action')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopyMinus size={16} stroke={1.6} />}
            onClick={() => navigate(addresses.duplicates(dataset.id))}
          >
            {t('duplicates.action')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={open}>
            {t('common.rename')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('data.export')}</Menu.Label>
          <ExportItems name={dataset.name} dataset={dataset.id} />
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrash size={16} stroke={1.6} />} onClick={() => void remove(dataset)}>
            {t('common.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={renaming}
        onClose={close}
        title={t('data.rename')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <RenameForm dataset={dataset} onDone={close} />
      </Modal>
    </>
  )
}
