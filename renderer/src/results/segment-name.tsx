import { TextInput, UnstyledButton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useText } from '../app/locale/locale-provider'
import { workbench } from '../app/workbench'
import { notifyError } from '../components/notify'
import { ElementHeading } from './element-heading'
import { useResultScope } from './result-scope'
import classes from './segment-name.module.css'
import { useSegmentName } from './use-segment-names'

/** The name of a segment; a click or Enter makes it a field. Names carry to every table, figure and report of the run. */
export function SegmentName({ label }: { label: number }) {
  const t = useText()
  const { run, interactive } = useResultScope()
  const name = useSegmentName()(label)
  const [isEditing, setEditing] = useState(false)
  const canName = interactive && label >= 0
  if (isEditing) return <NameField runId={run.id} label={label} name={name} onDone={() => setEditing(false)} />
  if (!canName) return <ElementHeading className={classes.name}>{name}</ElementHeading>
  return (
    <ElementHeading className={classes.name}>
      <UnstyledButton
        className={classes.button}
        onClick={() => setEditing(true)}
        aria-label={t('results.segment.rename', { segment: name })}
      >
        <span>{name}</span>
        <IconPencil size={14} className={classes.pencil} aria-hidden="true" />
      </UnstyledButton>
    </ElementHeading>
  )
}

interface NameFieldProps {
  runId: string
  label: number
  name: string
  onDone(): void
}

function NameField({ runId, label, name, onDone }: NameFieldProps) {
  const t = useText()
  const [words, setWords] = useState(name)
  const save = () => {
    onDone()
    const given = words.trim()
    if (given === name) return
    workbench.run.nameSegment({ runId, label, name: given === '' ? null : given }).catch(notifyError)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) save()
    if (event.key === 'Escape') onDone()
  }
  return (
    <TextInput
      className={classes.field}
      value={words}
      maxLength={60}
      aria-label={t('results.segment.name', { number: label + 1 })}
      onChange={(event) => setWords(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={save}
      onKeyDown={onKeyDown}
      data-autofocus
      autoFocus
    />
  )
}
