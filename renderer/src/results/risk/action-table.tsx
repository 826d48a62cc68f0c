import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import type { EngineResponse } from '@shared/contract/channels'
import { type FormEvent, useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { Answered } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import classes from './risk-panel.module.css'

interface ActionTableProps {
  opened: boolean
  onClose(): void
  asked: { runId: string; dataset?: string }
}

/** For each reason what is suggested; the words are kept with the workspace. */
export function ActionTable({ opened, onClose, asked }: ActionTableProps) {
  const t = useText()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('risk.actions.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Content asked={asked} onClose={onClose} />
    </Modal>
  )
}

function Content({ asked, onClose }: Omit<ActionTableProps, 'opened'>) {
  const answer = useAnswer(JSON.stringify(asked), () => workbench.risk.actions(asked))
  return <Answered answer={answer}>{(rows) => <Fields rows={rows} onClose={onClose} />}</Answered>
}

function Fields({ rows, onClose }: { rows: EngineResponse<'risk/actions'>; onClose(): void }) {
  const t = useText()
  const kept = useWorkbenchStore((state) => state.workspace?.settings.riskActions) ?? {}
  const usual = (column: string) => {
    const own = rows.find((row) => row.column === column)?.usual
    return own ? t(own) : ''
  }
  const [words, setWords] = useState<Record<string, string>>(() =>
    Object.fromEntries(rows.map(({ column }) => [column, kept[column] ?? usual(column)])),
  )
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const changed = Object.entries(words).filter(([column, said]) => said !== usual(column))
    const others = Object.entries(kept).filter(([column]) => words[column] === undefined)
    try {
      const settings = await workbench.workspace.settings({ riskActions: Object.fromEntries([...others, ...changed]) })
      const { workspace } = useWorkbenchStore.getState()
      if (workspace) useWorkbenchStore.setState({ workspace: { ...workspace, settings } })
      onClose()
    } catch (thrown) {
      notifyError(thrown)
    }
  }
  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      <Stack gap="sm">
        <p className={classes.help}>{t('risk.actions.line')}</p>
        <div className={classes.table}>
          {rows.map(({ column }) => (
            <TextInput
              key={column}
              size="xs"
              label={column}
              maxLength={500}
              value={words[column] ?? ''}
              onChange={(event) => {
                const said = event.currentTarget.value
                setWords((before) => ({ ...before, [column]: said }))
              }}
            />
          ))}
        </div>
        <Group justify="space-between">
          <Button
            variant="subtle"
            onClick={() => setWords(Object.fromEntries(rows.map(({ column }) => [column, usual(column)])))}
          >
            {t('risk.actions.usual')}
          </Button>
          <Button type="submit">{t('risk.actions.save')}</Button>
        </Group>
      </Stack>
    </form>
  )
}
