import type { Language } from '@shared/locales'
import { useText } from '../../app/locale/locale-provider'
import { DocumentExport } from '../../components/document-export'
import { exportReport } from './export-report'

interface ReportExportProps {
  title: string
  runIds: string[]
  language: Language
  onRemove(): void
}

/** Writes the report as a web page, PDF or workbook. */
export function ReportExport({ title, runIds, language, onRemove }: ReportExportProps) {
  const t = useText()
  return (
    <DocumentExport
      isEmpty={runIds.length === 0}
      menu={t('reports.menu')}
      lineOf={(format) => t(`reports.formats.${format}Line`)}
      onSave={(format) => void exportReport({ title, runIds, language, format })}
      onRemove={onRemove}
    />
  )
}
