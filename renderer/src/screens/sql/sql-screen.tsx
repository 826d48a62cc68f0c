import { Button, Menu, Select } from '@mantine/core'
import type { AppError } from '@shared/contract/app-error'
import { mostConsoleRows } from '@shared/contract/console-channels'
import { IconHistory, IconPlayerPlay, IconPlayerStop, IconSql } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { DatasetNames } from './dataset-names'
import { exampleQuestions } from './example-questions'
import { KeepAnswer } from './keep-answer'
import { earlierQuestions } from './query-history'
import { SavedQuestions } from './saved-questions'
import { SqlAnswer } from './sql-answer'
import { type EditorHandle, SqlEditor } from './sql-editor'
import classes from './sql-screen.module.css'
import { type ConsoleState, useConsole } from './use-console'

const limits = ['100', '1000', String(mostConsoleRows)]

/** Read-only questions in SQL over all datasets. */
export default function SqlScreen() {
  const t = useText()
  const datasets = useWorkbenchStore((store) => store.datasets) ?? []
  const [words, setWords] = useState(() => earlierQuestions()[0] ?? '')
  const [limit, setLimit] = useState('1000')
  const editor = useRef<EditorHandle | null>(null)
  const { state, run, cancel } = useConsole()
  const start = () => run(words, Number(limit))
  const ask = (sql: string) => {
    editor.current?.replace(sql)
    run(sql, Number(limit))
  }
  const action =
    state.state === 'running' ? (
      <Button color="red" variant="light" leftSection={<IconPlayerStop size={16} />} onClick={cancel}>
        {t('sql.cancel')}
      </Button>
    ) : (
      <Button leftSection={<IconPlayerPlay size={16} />} onClick={start} disabled={words.trim() === ''}>
        {t('sql.run')}
      </Button>
    )
  return (
    <Page
      title={t('sql.title')}
      line={t('sql.line')}
      above={<Link href={addresses.data}>{t('data.title')}</Link>}
      fill
      action={
        <>
          <SavedQuestions sql={words} onPick={(sql) => editor.current?.replace(sql)} />
          <HistoryMenu onPick={(sql) => editor.current?.replace(sql)} />
          {action}
        </>
      }
    >
      <div className={classes.screen}>
        <DatasetNames datasets={datasets} onPick={(name) => editor.current?.insert(name)} />
        <div className={classes.main}>
          <SqlEditor
            initial={words}
            label={t('sql.editor')}
            datasets={datasets}
            onChange={setWords}
            onRun={start}
            handle={editor}
          />
          <div className={classes.bar}>
            <Outcome state={state} onPlace={(position) => editor.current?.show(position)} />
            {state.state === 'answered' && state.answer.rows.length > 0 && (
              <KeepAnswer key={state.sql} sql={state.sql} />
            )}
            <Select
              size="xs"
              aria-label={t('sql.limit')}
              data={limits.map((value) => ({ value, label: `${t('sql.limit')}: ${Number(value).toLocaleString()}` }))}
              value={limit}
              onChange={(value) => value && setLimit(value)}
              allowDeselect={false}
            />
          </div>
          <div className={classes.answer}>
            {state.state === 'answered' && <SqlAnswer answer={state.answer} sql={state.sql} />}
            {state.state === 'running' && <RowsSkeleton rows={6} />}
            {state.state === 'idle' && (
              <EmptyState icon={<IconSql size={36} stroke={1.25} />} title={t('sql.empty')} line={t('sql.emptyLine')}>
                {exampleQuestions(datasets).map(({ label, sql }) => (
                  <Button key={sql} variant="default" onClick={() => ask(sql)}>
                    {t(label)}
                  </Button>
                ))}
              </EmptyState>
            )}
          </div>
        </div>
      </div>
    </Page>
  )
}

/** One line: how many rows and how long it took, or what went wrong. */
function Outcome({ state, onPlace }: { state: ConsoleState; onPlace(position: number): void }) {
  const t = useText()
  const format = useFormat()
  if (state.state === 'failed') {
    const cancelled = state.error.code === 'cancelled'
    const position = positionOf(state.error)
    return (
      <p className={classes.outcome} data-tone={cancelled ? undefined : 'bad'} role="alert">
        {cancelled ? t('sql.cancelled') : t(state.error.message)}
        {position !== null && (
          <Button variant="subtle" size="compact-xs" onClick={() => onPlace(position)}>
            {t('sql.goThere')}
          </Button>
        )}
      </p>
    )
  }
  if (state.state !== 'answered') {
    return <p className={classes.outcome}>{state.state === 'running' ? t('sql.running') : ''}</p>
  }
  const { rows, truncated, durationMs } = state.answer
  const values = { count: rows.length, duration: format.number(durationMs, 'milliseconds') }
  return (
    <p className={classes.outcome} role="status">
      {t(truncated ? 'sql.truncated' : 'sql.rows', values)}
    </p>
  )
}

/** The place that an error names, from 0. */
function positionOf({ message }: AppError): number | null {
  const position = 'key' in message ? message.values?.['position'] : undefined
  return typeof position === 'number' ? position - 1 : null
}

function HistoryMenu({ onPick }: { onPick: (sql: string) => void }) {
  const t = useText()
  const [questions, setQuestions] = useState<readonly string[]>([])
  return (
    <Menu position="bottom-end" onOpen={() => setQuestions(earlierQuestions())}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconHistory size={16} stroke={1.6} />}>
          {t('sql.history')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.history}>
        {questions.length === 0 && <Menu.Label>{t('sql.noHistory')}</Menu.Label>}
        {questions.map((sql) => (
          <Menu.Item key={sql} onClick={() => onPick(sql)} title={sql}>
            <code>{sql.replaceAll(/\s+/g, ' ')}</code>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
