import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core'
import type { Question } from '@shared/contract/console-channels'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { notifyError, notifyText, notifyUndo } from '../../components/notify'
import classes from './sql-screen.module.css'

interface SavedQuestionsProps {
  /** The question that stands in the editor. */
  sql: string
  onPick(sql: string): void
}

/** Questions that are kept in the workspace under a name; the one that is written joins them. */
export function SavedQuestions({ sql, onPick }: SavedQuestionsProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [questions, setQuestions] = useState<readonly Question[]>([])
  const [name, setName] = useState('')
  const toggle = (open: boolean) => {
    setOpen(open)
    if (open) workbench.console.questions(null).then(setQuestions, notifyError)
  }
  const save = () => {
    const given = name.trim()
    if (given === '' || sql.trim() === '') return
    workbench.console.save({ name: given, sql }).then((all) => {
      setQuestions(all)
      setName('')
      notifyText('info', 'sql.savedAs', { name: given })
    }, notifyError)
  }
  const forget = (question: Question) => {
    workbench.console.forget({ questionId: question.id }).then((all) => {
      setQuestions(all)
      notifyUndo('sql.forgotten', { name: question.name }, () => workbench.console.save(question).then(setQuestions))
    }, notifyError)
  }
  return (
    <Popover opened={isOpen} onChange={toggle} position="bottom-end" width={380} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconBookmark size={16} stroke={1.6} />}
          aria-expanded={isOpen}
          onClick={() => toggle(!isOpen)}
        >
          {t('sql.saved')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={classes.keep}
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <TextInput
            label={t('sql.saveName')}
            description={t('sql.saveLine')}
            value={name}
            maxLength={200}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" disabled={name.trim() === '' || sql.trim() === ''}>
            {t('sql.save')}
          </Button>
        </form>
        {questions.length === 0 && <p className={classes.noSaved}>{t('sql.noSaved')}</p>}
        <ul className={classes.savedList}>
          {questions.map((question) => (
            <li key={question.id}>
              <button
                type="button"
                title={question.sql}
                onClick={() => {
                  onPick(question.sql)
                  setOpen(false)
                }}
              >
                <strong>{question.name}</strong>
                <code>{question.sql.replaceAll(/\s+/g, ' ')}</code>
              </button>
              <Tooltip label={t('common.remove')}>
                <ActionIcon aria-label={t('sql.forget', { name: question.name })} onClick={() => forget(question)}>
                  <IconTrash size={16} stroke={1.6} />
                </ActionIcon>
              </Tooltip>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
