import type { FileToken } from '@shared/contract/channels'
import type { Inspection } from '@shared/contract/import'
import { useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { usePendingFiles } from '../../app/store/pending-files'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { Page } from '../../components/page'
import { ErrorState, RowsSkeleton } from '../../components/states'
import { ColumnPane } from './column-pane'
import { useDraft } from './drafts-store'
import { FilesPane } from './files-pane'
import {
  type ColumnChoice,
  freeName,
  type ImportDraft,
  nameFrom,
  optionsOf,
  startOptionsOf,
  withColumn,
  withReading,
} from './import-draft'
import { LoadingPane } from './loading-pane'
import { PreviewGrid } from './preview-grid'
import { ReadingPane } from './reading-pane'
import { Steps } from './steps'
import { useRecall } from './update/use-recall'
import { useUpdate } from './update/use-update'
import { useImportJob } from './use-import-job'
import { useInspection } from './use-inspection'
import classes from './wizard.module.css'
import { WizardActions } from './wizard-actions'

interface WizardProps {
  file: FileToken
  files: readonly FileToken[]
  onChoose: (token: string) => void
}

/** One line under the title: what kind of file, how large, about how many rows. */
function FileLine({ file, inspection }: { file: FileToken; inspection: Inspection | null }) {
  const t = useText()
  const format = useFormat()
  const size = format.number(file.bytes, 'bytes')
  if (!inspection) return size
  const { columns, estimatedRows } = inspection
  const parts = [t(`import.formats.${inspection.format}`), size, t('common.columns', { count: columns.length })]
  if (estimatedRows !== null) parts.push(t('import.aboutRows', { count: estimatedRows }))
  return parts.join(' · ')
}

interface PreviewProps {
  inspected: ReturnType<typeof useInspection>
  draft: ImportDraft
  selected: number
  onSelect: (source: number) => void
  onColumn: (source: number, said: ColumnChoice) => void
  onAgain: () => void
}

function Preview({ inspected: { inspection, error }, draft, onAgain, ...grid }: PreviewProps) {
  if (error) return <ErrorState error={error} onAgain={onAgain} />
  if (inspection) {
    return <PreviewGrid inspection={inspection} choices={draft.columns} detailed={draft.step === 'columns'} {...grid} />
  }
  return (
    <div className={classes.shape}>
      <RowsSkeleton rows={14} height={14} />
    </div>
  )
}

/** The name the dataset will have: as somebody wrote it, or a free one made from the file's. */
function useDatasetName(draft: ImportDraft, inspection: Inspection | null) {
  const taken = (useWorkbenchStore((state) => state.datasets) ?? []).map(({ name }) => name)
  const usual = inspection ? nameFrom(inspection) : ''
  return { taken, usual, name: draft.name ?? freeName(usual, taken) }
}

/** Three steps in one place: how the file is read, what its columns mean, and the import itself. */
export function Wizard({ file, files, onChoose }: WizardProps) {
  const t = useText()
  const [draft, change] = useDraft(file.token)
  const [source, setSource] = useState(0)
  const inspected = useInspection(file.token, optionsOf(draft))
  const { inspection, error, pending } = inspected
  const names = useDatasetName(draft, inspection)
  const name = names.name.trim()
  useRecall(draft, inspection, change)
  const short = draft.allSheets || draft.together
  const update = useUpdate({ token: file.token, name, short, taken: names.taken, draft, inspection, change })
  const { starting, start } = useImportJob({
    token: file.token,
    name: short ? null : name,
    options: { ...startOptionsOf(draft, inspection?.sheet ?? null), ...update.options },
    more: draft.together ? files.filter(({ token }) => token !== file.token).map(({ token }) => token) : [],
    jobId: draft.jobId,
    onStarted: (jobId) => change((before) => ({ ...before, step: 'import', jobId })),
  })
  const go = (step: ImportDraft['step']) => change((before) => ({ ...before, step, jobId: null }))
  const onColumn = (at: number, said: ColumnChoice) => change((before) => withColumn(before, at, said))
  const onReading = (said: ImportDraft['reading']) => change((before) => withReading(before, said))
  const startOver = () => {
    change((before) => ({ ...before, reading: {}, columns: {} }))
    inspected.again()
  }
  const ready = inspection !== null && !error

  return (
    <Page
      title={file.name}
      line={<FileLine file={file} inspection={inspection} />}
      above={t('import.title')}
      fill
      tools={
        <Steps
          step={draft.step}
          updates={update.updates}
          canGo={ready && draft.step !== 'import' && !short}
          onGo={go}
        />
      }
      action={
        <WizardActions
          step={draft.step}
          short={short}
          updates={update.updates}
          ready={ready}
          complete={ready && !pending && name !== '' && (draft.step !== 'update' || update.ready)}
          starting={starting}
          onCancel={() => usePendingFiles.getState().remove(file.token)}
          onGo={go}
          onStart={start}
        />
      }
    >
      <div className={classes.panes}>
        <FilesPane
          file={file}
          files={files}
          inspection={inspection}
          onChoose={onChoose}
          onSheet={(chosen) => onReading({ sheet: chosen })}
          allSheets={draft.allSheets}
          onAllSheets={(allSheets) => change((before) => ({ ...before, allSheets, step: 'file' }))}
          together={draft.together}
          onTogether={(together) => change((before) => ({ ...before, together, step: 'file' }))}
        />
        <div className={classes.middle} aria-busy={pending}>
          {draft.step === 'update' ? (
            update.view
          ) : draft.step === 'import' ? (
            <LoadingPane
              jobId={draft.jobId}
              name={short ? file.name : name}
              onBack={() => go(update.updates ? 'update' : 'columns')}
            />
          ) : (
            <Preview
              inspected={inspected}
              draft={draft}
              selected={source}
              onSelect={setSource}
              onColumn={onColumn}
              onAgain={startOver}
            />
          )}
        </div>
        {inspection && draft.step === 'file' && (
          <ReadingPane inspection={inspection} reading={draft.reading} onChange={onReading} />
        )}
        {draft.step === 'update' && update.pane}
        {inspection && draft.step === 'columns' && (
          <ColumnPane
            inspection={inspection}
            draft={draft}
            source={source}
            {...names}
            onName={(said) => change((before) => ({ ...before, name: said }))}
            onColumn={onColumn}
          />
        )}
      </div>
    </Page>
  )
}
