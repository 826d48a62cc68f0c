import { Button, Switch, TagsInput } from '@mantine/core'
import type { Inspection } from '@shared/contract/import'
import { text } from '@shared/contract/text'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { GuessBlock } from './guess-block'
import type { Reading } from './import-draft'
import classes from './wizard.module.css'

const encodings = ['utf-8', 'gb18030', 'big5', 'shift_jis', 'windows-1252', 'utf-16le']
const delimiters = [',', ';', '\t', '|', '\\s+']
const delimiterNames: Record<string, string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  ' ': 'space',
  '\\s+': 'blanks',
}
const HEADER_ROWS_OFFERED = 4
const TOKENS_SHOWN = 8
/** Formats whose columns have names of their own. */
const selfDescribing: ReadonlySet<Inspection['format']> = new Set(['json', 'parquet', 'sqlite'])

interface ReadingPaneProps {
  inspection: Inspection
  reading: Partial<Reading>
  onChange: (change: Partial<Reading>) => void
}

/** Header rows as one word: `0` for the first row, `0,1` for two, empty for none. Offered are those where the table begins. */
function headerOptions({ preview }: Inspection): string[] {
  const filled = preview.filter(({ cells }) => cells.some((cell) => cell !== null))
  const begin = Math.max(0, filled.findIndex(({ kind }) => kind !== 'title') - 1)
  return [...filled.slice(begin, begin + HEADER_ROWS_OFFERED).map(({ row }) => String(row)), '']
}

function headerFrom(option: string): number[] | false {
  return option === '' ? false : option.split(',').map(Number)
}

/** Words that mean "no value": the first few of them, and all of them once somebody wants to change them. */
function MissingTokens({ inspection, reading, onChange }: ReadingPaneProps) {
  const t = useText()
  const [editing, setEditing] = useState(false)
  const tokens = (reading.missingTokens ?? inspection.missingTokens).filter((token) => token !== '')
  if (!editing) {
    const more = tokens.length - TOKENS_SHOWN
    return (
      <>
        <h3 className={classes.label}>{t('import.missing')}</h3>
        <p className={classes.tokens}>
          {tokens.slice(0, TOKENS_SHOWN).join(' · ')}
          {more > 0 && ` ${t('import.missingMore', { count: more })}`}
        </p>
        <Button variant="subtle" size="compact-xs" ml={-8} onClick={() => setEditing(true)}>
          {t('import.missingChange')}
        </Button>
      </>
    )
  }
  return (
    <TagsInput
      label={t('import.missing')}
      description={t('import.missingHint')}
      value={tokens}
      onChange={(missingTokens) => onChange({ missingTokens })}
    />
  )
}

/** At the right, while the file is being looked at: every guess with how sure it is and what else it could be. */
export function ReadingPane({ inspection, reading, onChange }: ReadingPaneProps) {
  const t = useText()
  const { encoding, delimiter, decimal, dateOrder, header } = inspection
  const delimiterWords = (value: string) =>
    t(delimiterNames[value] ? `import.delimiters.${delimiterNames[value]}` : { literal: value })
  const headerWords = (value: string) =>
    value === ''
      ? t('import.header.none')
      : t('import.header.row', {
          row: value
            .split(',')
            .map((row) => Number(row) + 1)
            .join(' + '),
        })
  const namesItsColumns = selfDescribing.has(inspection.format)
  const headerGuess = {
    ...header,
    value: header.value.join(','),
    alternatives: header.alternatives.map((other) => ({ ...other, value: other.value.join(',') })),
  }
  return (
    <aside className={classes.pane} aria-label={t('import.reading')}>
      <h2>{t('import.reading')}</h2>
      {inspection.warnings.map((warning) => (
        <p key={t(warning)} className={classes.warning}>
          <IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" />
          {t(warning)}
        </p>
      ))}
      {!namesItsColumns && (
        <GuessBlock
          label={text('import.header.name')}
          guess={headerGuess}
          said={reading.header !== undefined}
          others={headerOptions(inspection)}
          words={headerWords}
          onPick={(option) => {
            const rows = headerFrom(option)
            onChange({ header: rows !== false && rows.length === 1 ? (rows[0] ?? false) : rows })
          }}
        />
      )}
      {delimiter && (
        <GuessBlock
          label={text('import.delimiter')}
          guess={delimiter}
          said={reading.delimiter !== undefined}
          others={delimiters}
          words={delimiterWords}
          onPick={(value) => onChange({ delimiter: value })}
        />
      )}
      {encoding && (
        <GuessBlock
          label={text('import.encoding')}
          guess={encoding}
          said={reading.encoding !== undefined}
          others={encodings}
          words={(value) => value.toUpperCase()}
          onPick={(value) => onChange({ encoding: value })}
        />
      )}
      {decimal && (
        <GuessBlock
          label={text('import.decimal')}
          guess={decimal}
          said={reading.decimal !== undefined}
          others={['.', ',']}
          words={(value) => (value === ',' ? '1.234,56' : '1,234.56')}
          onPick={(value) => onChange({ decimal: value })}
        />
      )}
      {dateOrder && (
        <GuessBlock
          label={text('import.dateOrder')}
          guess={dateOrder}
          said={reading.dateOrder !== undefined}
          others={['ymd', 'dmy', 'mdy']}
          words={(value) => t(`import.dateOrders.${value}`)}
          onPick={(value) => onChange({ dateOrder: value })}
        />
      )}
      <MissingTokens inspection={inspection} reading={reading} onChange={onChange} />
      <Switch
        mt="md"
        label={t('import.strict')}
        description={t('import.strictHint')}
        checked={reading.strict ?? false}
        onChange={(event) => onChange({ strict: event.currentTarget.checked })}
      />
    </aside>
  )
}
