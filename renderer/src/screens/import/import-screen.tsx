import { Button } from '@mantine/core'
import { IconFileImport, IconFileSpreadsheet } from '@tabler/icons-react'
import { useState } from 'react'
import { runCommand } from '../../app/commands/commands'
import { useText } from '../../app/locale/locale-provider'
import { usePendingFiles } from '../../app/store/pending-files'
import { Page } from '../../components/page'
import { EmptyState } from '../../components/states'
import { Wizard } from './wizard'

/** The import wizard for the files that wait, one at a time; without any, how to get one. */
export default function ImportScreen() {
  const t = useText()
  const files = usePendingFiles((pending) => pending.files)
  const [chosen, setChosen] = useState<string | null>(null)
  const file = files.find(({ token }) => token === chosen) ?? files[0]
  if (file) return <Wizard key={file.token} file={file} files={files} onChoose={setChosen} />
  return (
    <Page title={t('import.title')} line={t('import.line')}>
      <EmptyState
        icon={<IconFileSpreadsheet size={36} stroke={1.25} />}
        title={t('import.none')}
        line={t('import.noneLine')}
      >
        <Button leftSection={<IconFileImport size={16} stroke={1.6} />} onClick={() => runCommand('import')}>
          {t('app.welcome.open')}
        </Button>
      </EmptyState>
    </Page>
  )
}
