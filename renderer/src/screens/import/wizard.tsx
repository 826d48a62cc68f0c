import { Button } from '@mantine/core'
import type { FileToken } from '@shared/contract/channels'
import type { ImportOptions, Inspection } from '@shared/contract/import'
import { useEffect, useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { useFollowedJob } from '../../app/store/followed-jobs'
import { usePendingFiles } from '../../app/store/pending-files'
import { useJob, useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError, notifyText } from '../../components/notify'
import { Page } from '../../components/page'
import { ErrorState, RowsSkeleton } from '../../components/states'
import { useFreshImport } from '../data/receipt-strip'
import { ColumnPane } from './column-pane'
import { useDraft } from './drafts-store'
import { FilesPane } from './files-pane'
import { freeName, type ImportDraft, nameFrom, optionsOf, withColumn, withReading } from './import-draft'
import { LoadingPane } from './loading-pane'
import { PreviewGrid } from './preview-grid'
import { ReadingPane } from './reading-pane'
import { Steps } from './steps'
import { useInspection } from './use-inspection'
import classes from './wizard.module.css'

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
  if (!inspection) return <>{size}</>
  const parts = [
    t(`import.formats.${inspection.format}`),
    size,
    t('common.columns', { count: inspection.columns.length }),
  ]
  if (inspection.estimatedRows !== null) parts.push(t('import.aboutRows', { count: inspection.estimatedRows }))
  return <>{parts.join(' · ')}</>
}

/** Goes to the dataset when the import is done, or to the next file that waits. */
function useLanding(token: string, jobId: string | null, name: string): void {
  const job = useJob(jobId)
  const datasetId = job?.state === 'completed' ? job.outcome?.datasetIds?.[0] : undefined
  useFollowedJob(jobId)
  useEffect(() => {
    if (!datasetId) return
    useFreshImport.setState({ datasetId })
    usePendingFiles.getState().remove(token)
    const left = usePendingFiles.getState().files.length
    if (left === 0) navigate(addresses.dataset(datasetId), { replace: true })
    else notifyText('success', 'import.goOn', { dataset: name, count: left })
  }, [datasetId, token, name])
}

function useStart(
  token: string,
  options: Partial<ImportOptions>,
  change: (change: (draft: ImportDraft) => ImportDraft) => void,
  name: string,
) {
  const [starting, setStarting] = useState(false)
  const start = () => {
    setStarting(true)
    workbench.import
      .start({ token, dataset: name, options })
      .then(({ jobId }) => change((before) => ({ ...before, step: 'import', jobId })), notifyError)
      .finally(() => setStarting(false))
  }
  return { starting, start }
}

/** Three steps in one place: how the file is read, what its columns mean, and the import itself. */
export function Wizard({ file, files, onChoose }: WizardProps) {
  const t = useText()
  const [draft, change] = useDraft(file.token)
  const { inspection, error, pending } = useInspection(file.token, optionsOf(draft))
  const taken = useWorkbenchStore((state) => state.datasets ?? []).map(({ name }) => name)
  const usual = inspection ? nameFrom(inspection) : ''
  const name = draft.name ?? freeName(usual, taken)
  const [source, setSource] = useState(0)
  useLanding(file.token, draft.jobId, name)
  // Said aloud, or the engine would import every sheet.
  const sheet = inspection?.sheet ?? undefined
  const startOptions = { ...optionsOf(draft), ...(sheet === undefined ? {} : { sheet }) }
  const { starting, start } = useStart(file.token, startOptions, change, name.trim())
  const go = (step: ImportDraft['step']) => change((before) => ({ ...before, step, jobId: null }))
  const onColumn = (at: number, said: Parameters<typeof withColumn>[2]) =>
    change((before) => withColumn(before, at, said))
  const ready = inspection !== null && !error

  return (
    <Page
      title={file.name}
      line={<FileLine file={file} inspection={inspection} />}
      above={t('import.title')}
      fill
      tools={<Steps step={draft.step} canGo={ready && draft.step !== 'import'} onGo={go} />}
      action={
        draft.step !== 'import' && (
          <>
            {draft.step === 'file' && (
              <Button variant="default" onClick={() => usePendingFiles.getState().remove(file.token)}>
                {t('common.cancel')}
              </Button>
            )}
            {draft.step === 'columns' && (
              <Button variant="default" onClick={() => go('file')}>
                {t('common.back')}
              </Button>
            )}
            {draft.step === 'file' ? (
              <Button disabled={!ready} onClick={() => go('columns')}>
                {t('common.next')}
              </Button>
            ) : (
              <Button disabled={!ready || pending || name.trim() === ''} loading={starting} onClick={start}>
                {t('import.start')}
              </Button>
            )}
          </>
        )
      }
    >
      <div className={classes.panes}>
        <FilesPane
          file={file}
          files={files}
          inspection={inspection}
          onChoose={onChoose}
          onSheet={(sheet) => change((before) => withReading(before, { sheet }))}
        />
        <div className={classes.middle} aria-busy={pending}>
          {draft.step === 'import' ? (
            <LoadingPane jobId={draft.jobId} name={name} onBack={() => go('columns')} />
          ) : (
            <Preview
              inspection={inspection}
              error={error}
              draft={draft}
              selected={source}
              onSelect={setSource}
              onColumn={onColumn}
              onAgain={() => change((before) => ({ ...before, reading: {}, columns: {} }))}
            />
          )}
        </div>
        {inspection && draft.step === 'file' && (
          <ReadingPane
            inspection={inspection}
            reading={draft.reading}
            onChange={(said) => change((before) => withReading(before, said))}
          />
        )}
        {inspection && draft.step === 'columns' && (
          <ColumnPane
            inspection={inspection}
            draft={draft}
            source={source}
            name={name}
            usual={usual}
            taken={taken}
            onName={(said) => change((before) => ({ ...before, name: said }))}
            onColumn={onColumn}
          />
        )}
      </div>
    </Page>
  )
}

interface PreviewProps {
  inspection: Inspection | null
  error: ReturnType<typeof useInspection>['error']
  draft: ImportDraft
  selected: number
  onSelect: (source: number) => void
  onColumn: (source: number, said: Parameters<typeof withColumn>[2]) => void
  onAgain: () => void
}

function Preview({ inspection, error, draft, selected, onSelect, onColumn, onAgain }: PreviewProps) {
  if (error) return <ErrorState error={error} onAgain={onAgain} />
  if (!inspection) {
    return (
      <div className={classes.shape}>
        <RowsSkeleton rows={14} height={14} />
      </div>
    )
  }
  return (
    <PreviewGrid
      inspection={inspection}
      choices={draft.columns}
      detailed={draft.step === 'columns'}
      selected={selected}
      onSelect={onSelect}
      onColumn={onColumn}
    />
  )
}
