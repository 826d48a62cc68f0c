import { Button, Select, TextInput } from '@mantine/core'
import type { Inspection } from '@shared/contract/import'
import { type StorageType, storageTypeSchema } from '@shared/dataset/schema'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { Facts } from '../../components/facts'
import classes from './column-pane.module.css'
import type { ColumnChoice, ImportDraft } from './import-draft'
import { ShapeFields } from './shape-fields'
import panes from './wizard.module.css'

interface ColumnPaneProps {
  inspection: Inspection
  draft: ImportDraft
  source: number
  /** The dataset's name as it will be, and as the file suggests it. */
  name: string
  usual: string
  taken: readonly string[]
  onName: (name: string) => void
  onColumn: (source: number, said: ColumnChoice) => void
}

/** The dataset's name; one that exists is updated, and this says so before it happens. */
function NameField({ name, usual, taken, onName }: Pick<ColumnPaneProps, 'name' | 'usual' | 'taken' | 'onName'>) {
  const t = useText()
  const exists = (wanted: string) => taken.some((other) => other.toLowerCase() === wanted.trim().toLowerCase())
  return (
    <div className={classes.name}>
      <TextInput
        label={t('import.name')}
        description={exists(name) ? t('import.nameUpdates', { dataset: name.trim() }) : undefined}
        value={name}
        onChange={(event) => onName(event.currentTarget.value)}
      />
      {exists(usual) && !exists(name) && (
        <Button variant="subtle" size="compact-xs" mt={4} onClick={() => onName(usual)}>
          {t('import.updateInstead', { dataset: usual })}
        </Button>
      )}
    </div>
  )
}

/** The column's name, sent on when the field is left or Enter is pressed, so that typing does not look into the file again. */
function ColumnName({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const t = useText()
  const [typed, setTyped] = useState(name)
  useEffect(() => setTyped(name), [name])
  const send = () => {
    const wanted = typed.trim()
    if (wanted === '') setTyped(name)
    else if (wanted !== name) onRename(wanted)
  }
  return (
    <TextInput
      label={t('import.column.name')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={send}
      onKeyDown={(event) => event.key === 'Enter' && send()}
    />
  )
}

/** At the right, while columns are being decided: the selected one in full, and the name of the whole. */
export function ColumnPane({ inspection, draft, source, name, usual, taken, onName, onColumn }: ColumnPaneProps) {
  const t = useText()
  const format = useFormat()
  const column = inspection.columns.find((known) => known.source === source) ?? inspection.columns[0]
  const dropped = Object.values(draft.columns).filter(({ drop }) => drop).length
  return (
    <aside className={panes.pane} aria-label={t('import.column.details')}>
      <NameField name={name} usual={usual} taken={taken} onName={onName} />
      {column && (
        <>
          <h2 className={classes.title}>{t('import.column.details')}</h2>
          {column.warnings.map((warning) => (
            <p key={t(warning)} className={panes.warning}>
              <IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" />
              {t(warning)}
            </p>
          ))}
          <div className={classes.fields}>
            <ColumnName name={column.name} onRename={(wanted) => onColumn(column.source, { name: wanted })} />
            <Select
              label={t('import.column.storage')}
              value={column.storage}
              data={storageTypeSchema.options.map((value) => ({ value, label: t(`import.storage.${value}`) }))}
              onChange={(storage) => storage && onColumn(column.source, { storage: storage as StorageType })}
            />
          </div>
          {column.source < inspection.width && (
            <ShapeFields
              inspection={inspection}
              source={column.source}
              choice={draft.columns[column.source]}
              onChange={(said) => onColumn(column.source, said)}
            />
          )}
          <Facts
            facts={[
              { label: t('data.facts.missing'), value: format.number(column.missing, 'count') },
              { label: t('data.facts.distinct'), value: format.number(column.distinct, 'count') },
            ]}
          />
          <p className={classes.sampled}>{t('import.column.sampled')}</p>
          <h3 className={classes.examples}>{t('import.column.examples')}</h3>
          <ul className={classes.list}>
            {column.examples.map((example) => (
              <li key={example}>{example}</li>
            ))}
          </ul>
        </>
      )}
      {dropped > 0 && <p className={classes.sampled}>{t('import.column.dropped', { count: dropped })}</p>}
    </aside>
  )
}
