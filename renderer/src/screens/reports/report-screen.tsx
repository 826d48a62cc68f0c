import { SegmentedControl, TextInput } from '@mantine/core'
import type { Report } from '@shared/contract/workspace'
import { type Language, languages } from '@shared/locales'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { LanguageScope, useLanguage, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError, notifyUndo } from '../../components/notify'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { ReportContents } from './report-contents'
import { ReportExport } from './report-export'
import { ReportPreview } from './report-preview'
import classes from './report-screen.module.css'

/** A report being put together: its runs in order at the left, how it will read at the right. */
export default function ReportScreen() {
  const t = useText()
  const { reportId = '' } = useParams()
  const reports = useWorkbenchStore((state) => state.reports)
  const report = reports?.find((candidate) => candidate.id === reportId)
  if (reports === null) return <Page title={t('reports.title')}>{<RowsSkeleton />}</Page>
  if (!report) return <EmptyState title={t('reports.gone')} />
  return <ReportEditor key={report.id} report={report} />
}

function ReportEditor({ report }: { report: Report }) {
  const t = useText()
  const own = useLanguage()
  const [, navigate] = useLocation()
  const [language, setLanguage] = useState<Language>(own)
  const runs = useWorkbenchStore((state) => state.runs) ?? []
  const runIds = report.runIds.filter((id) => runs.some((run) => run.id === id))
  const update = (change: { title?: string; runIds?: string[] }) =>
    workbench.report.update({ reportId: report.id, ...change }).catch(notifyError)
  const remove = async () => {
    try {
      await workbench.report.remove({ reportId: report.id })
      navigate(addresses.reports)
      notifyUndo('reports.removed', { title: report.title }, () =>
        workbench.report.create({ title: report.title, runIds: report.runIds }),
      )
    } catch (thrown) {
      notifyError(thrown)
    }
  }
  return (
    <Page
      title={report.title}
      above={<Link href={addresses.reports}>{t('reports.title')}</Link>}
      action={<ReportExport title={report.title} runIds={runIds} language={language} onRemove={() => void remove()} />}
      fill
    >
      <div className={classes.editor}>
        <aside className={classes.side} aria-label={t('reports.contents')}>
          <TitleField title={report.title} onChange={(title) => void update({ title })} />
          <div className={classes.field}>
            <span id="report-language" className={classes.label}>
              {t('reports.language')}
            </span>
            <SegmentedControl
              fullWidth
              aria-labelledby="report-language"
              data={languages.map((value) => ({ value, label: t(`settings.languages.${value}`) }))}
              value={language}
              onChange={(value) => setLanguage(value as Language)}
            />
          </div>
          <ReportContents runIds={runIds} onChange={(next) => void update({ runIds: next })} />
        </aside>
        <LanguageScope language={language}>
          <ReportPreview title={report.title} runIds={runIds} />
        </LanguageScope>
      </div>
    </Page>
  )
}

function TitleField({ title, onChange }: { title: string; onChange(title: string): void }) {
  const t = useText()
  const [words, setWords] = useState(title)
  const save = () => {
    const given = words.trim()
    if (given === '') setWords(title)
    else if (given !== title) onChange(given)
  }
  return (
    <TextInput
      className={classes.field ?? ''}
      label={t('reports.reportTitle')}
      value={words}
      maxLength={120}
      onChange={(event) => setWords(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && save()}
    />
  )
}
