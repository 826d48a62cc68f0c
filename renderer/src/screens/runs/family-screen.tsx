import type { MethodDescriptor, RunSummary } from '@shared/contract/workspace'
import type { ReactNode } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useStatus } from '../../app/store/status-store'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { suitedDataset } from '../../methods/suited-dataset'
import classes from './family-screen.module.css'
import { firstMethod } from './first-method'
import { MethodEntry } from './method-entry'
import { NewRunButton } from './new-run-button'
import { StartButtons } from './start-buttons'

interface FamilyScreenProps {
  family: MethodDescriptor['family']
  icon: ReactNode
  /** Shows one run of the family. */
  card(run: RunSummary): ReactNode
  /** True when the methods of the family are listed, each with its start. */
  listsMethods?: boolean
  /** Other ways to work, above the results. */
  tools?: ReactNode
}

/** The runs of one family of methods, and the ways to begin another. */
export function FamilyScreen({ family, icon, card, listsMethods = false, tools }: FamilyScreenProps) {
  const t = useText()
  const all = useWorkbenchStore((state) => state.runs)
  const methods = useWorkbenchStore((state) => state.methods)
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const first = firstMethod(methods ?? [], family)
  const dataset = first && suitedDataset(first, datasets)
  useStatus({ datasetId: dataset?.id ?? null })
  const own = (methods ?? []).filter((method) => method.family === family)
  const ids = new Set(own.map((method) => method.id))
  const runs = all?.filter((run) => ids.has(run.methodId)) ?? null
  const words = `runs.families.${family}`
  const isEmpty = runs?.length === 0 && methods !== null
  const hasMethodList = listsMethods && own.length > 0 && dataset !== undefined
  const hasResults = runs !== null && runs.length > 0
  return (
    <Page
      title={t(`${words}.title`)}
      line={t(`${words}.line`)}
      action={dataset && hasResults && <NewRunButton methods={own} label={t(`${words}.new`)} />}
    >
      {tools}
      {(runs === null || methods === null) && <RowsSkeleton />}
      {hasResults && (
        <ul className={classes.cards}>
          {runs.map((run) => (
            <li key={run.id}>{card(run)}</li>
          ))}
        </ul>
      )}
      {hasMethodList && hasResults && <h2 className={classes.heading}>{t('runs.askMore')}</h2>}
      {hasMethodList && (
        <ul className={classes.methods}>
          {own.map((method) => (
            <li key={method.id}>
              <MethodEntry method={method} />
            </li>
          ))}
        </ul>
      )}
      {isEmpty && !hasMethodList && (
        <EmptyState icon={icon} title={t(`${words}.empty`)} line={t(dataset ? `${words}.emptyLine` : 'runs.noData')}>
          <StartButtons families={[family]} />
          {dataset && <NewRunButton methods={own} label={t('runs.choose')} quiet />}
        </EmptyState>
      )}
    </Page>
  )
}
