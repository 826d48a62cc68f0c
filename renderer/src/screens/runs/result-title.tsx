import { TextInput, UnstyledButton } from '@mantine/core'
import type { RunSummary } from '@shared/contract/workspace'
import { IconPencil } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import classes from './result-screen.module.css'

/** The title of a run; a click or Enter makes it a field. An empty one gives back the method's name. */
export function ResultTitle({ run }: { run: RunSummary }) {
  const t = useText()
  const title = run.title ?? t(`methods.${run.methodId}.name`)
  const [isEditing, setEditing] = useState(false)
  if (isEditing) return <TitleField run={run} title={title} onDone={() => setEditing(false)} />
  return (
    <UnstyledButton
      className={classes.title}
      onClick={() => setEditing(true)}
      aria-label={t('runs.renameThis', { title })}
    >
      <span>{title}</span>
      <IconPencil size={16} className={classes.pencil} aria-hidden="true" />
    </UnstyledButton>
  )
}

function TitleField({ run, title, onDone }: { run: RunSummary; title: string; onDone(): void }) {
  const t = useText()
  const [words, setWords] = useState(title)
  const save = () => {
    onDone()
    const given = words.trim()
    if (given === title) return
    workbench.run.rename({ runId: run.id, title: given === '' ? null : given }).catch(notifyError)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) save()
    if (event.key === 'Escape') onDone()
  }
  return (
    <TextInput
      className={classes.titleField ?? ''}
      size="sm"
      value={words}
      maxLength={120}
      aria-label={t('runs.title')}
      onChange={(event) => setWords(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={save}
      onKeyDown={onKeyDown}
      autoFocus
    />
  )
}
