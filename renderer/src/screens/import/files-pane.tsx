import { Switch } from '@mantine/core'
import type { FileToken } from '@shared/contract/channels'
import type { Inspection } from '@shared/contract/import'
import { IconFileSpreadsheet, IconLayoutList } from '@tabler/icons-react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import classes from './files-pane.module.css'

interface FilesPaneProps {
  file: FileToken
  files: readonly FileToken[]
  inspection: Inspection | null
  onChoose: (token: string) => void
  onSheet: (sheet: string) => void
  allSheets: boolean
  onAllSheets: (all: boolean) => void
  together: boolean
  onTogether: (together: boolean) => void
}

interface ItemProps {
  icon: typeof IconLayoutList
  name: string
  detail: string
  current: boolean
  onClick: () => void
}

function Item({ icon: Icon, name, detail, current, onClick }: ItemProps) {
  return (
    <li>
      <button type="button" className={classes.item} aria-current={current || undefined} title={name} onClick={onClick}>
        <Icon size={16} stroke={1.5} aria-hidden="true" />
        <span className={classes.name}>{name}</span>
        <span className={classes.detail}>{detail}</span>
      </button>
    </li>
  )
}

/** At the left: the files that wait and the sheets of this one; nothing when there is no choice. */
export function FilesPane(props: FilesPaneProps) {
  const { file, files, inspection, onChoose, onSheet, allSheets, onAllSheets, together, onTogether } = props
  const t = useText()
  const format = useFormat()
  const sheets = inspection?.sheets ?? []
  if (files.length < 2 && sheets.length < 2) return null
  return (
    <nav className={classes.pane} aria-label={t('import.files')}>
      {files.length > 1 && (
        <>
          <h2>{t('import.files')}</h2>
          <ul>
            {files.map(({ token, name, bytes }) => (
              <Item
                key={token}
                icon={IconFileSpreadsheet}
                name={name}
                detail={format.number(bytes, 'bytes')}
                current={token === file.token}
                onClick={() => onChoose(token)}
              />
            ))}
          </ul>
          <Switch
            mx={8}
            mb="md"
            label={t('reimport.together')}
            description={t('reimport.togetherHelp')}
            checked={together}
            onChange={(event) => onTogether(event.currentTarget.checked)}
          />
        </>
      )}
      {sheets.length > 1 && (
        <>
          <h2>{t('import.sheets')}</h2>
          <ul>
            {sheets.map(({ name, rows, hidden }) => (
              <Item
                key={name}
                icon={IconLayoutList}
                name={name}
                detail={hidden ? t('import.hidden') : rows === null ? '' : t('common.rows', { count: rows })}
                current={name === inspection?.sheet}
                onClick={() => onSheet(name)}
              />
            ))}
          </ul>
          <Switch
            ml={8}
            label={t('import.allSheets')}
            checked={allSheets}
            onChange={(event) => onAllSheets(event.currentTarget.checked)}
          />
        </>
      )}
    </nav>
  )
}
