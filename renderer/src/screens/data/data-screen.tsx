import { Button } from '@mantine/core'
import { IconFileImport, IconShoppingBag, IconSql, IconTable } from '@tabler/icons-react'
import { Link } from 'wouter'
import { runCommand } from '../../app/commands/commands'
import { openSample } from '../../app/commands/workspace-actions'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { DatasetList } from './dataset-list'
import { PasteButton } from './paste-button'

/** All datasets of the workspace. */
export default function DataScreen() {
  const t = useText()
  const datasets = useWorkbenchStore((state) => state.datasets)
  const open = (
    <Button leftSection={<IconFileImport size={16} stroke={1.6} />} onClick={() => runCommand('import')}>
      {t('app.welcome.open')}
    </Button>
  )
  return (
    <Page
      title={t('data.title')}
      line={t('data.line')}
      action={
        datasets?.length ? (
          <>
            <Button
              component={Link}
              href={addresses.sql}
              variant="default"
              leftSection={<IconSql size={16} stroke={1.6} />}
            >
              {t('sql.title')}
            </Button>
            <PasteButton />
            {open}
          </>
        ) : undefined
      }
    >
      {datasets === null && <RowsSkeleton />}
      {datasets?.length === 0 && (
        <EmptyState icon={<IconTable size={36} stroke={1.25} />} title={t('data.empty')} line={t('data.emptyLine')}>
          {open}
          <PasteButton />
          <Button
            variant="default"
            leftSection={<IconShoppingBag size={16} stroke={1.6} />}
            onClick={() => void openSample()}
          >
            {t('app.welcome.sample')}
          </Button>
        </EmptyState>
      )}
      {datasets && datasets.length > 0 && <DatasetList datasets={datasets} />}
    </Page>
  )
}
