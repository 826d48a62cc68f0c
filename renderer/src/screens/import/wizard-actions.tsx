import { Button } from '@mantine/core'
import { useText } from '../../app/locale/locale-provider'
import type { ImportDraft } from './import-draft'

interface WizardActionsProps {
  step: ImportDraft['step']
  /** True when the columns are not asked about: every sheet has its own. */
  short: boolean
  /** True when a dataset that is there is updated: what changes is shown first. */
  updates: boolean
  /** True when the file could be read. */
  ready: boolean
  /** True when it may be imported as it is now. */
  complete: boolean
  starting: boolean
  onCancel: () => void
  onGo: (step: ImportDraft['step']) => void
  onStart: () => void
}

/** One way on and one way back; none while the import runs, which has its own. */
export function WizardActions(props: WizardActionsProps) {
  const { step, short, updates, ready, complete, starting, onCancel, onGo, onStart } = props
  const t = useText()
  if (step === 'import') return null
  const first = step === 'file'
  const next = first && !short ? 'columns' : step === 'columns' && updates ? 'update' : null
  return (
    <>
      <Button variant="default" onClick={() => (first ? onCancel() : onGo(step === 'update' ? 'columns' : 'file'))}>
        {t(first ? 'common.cancel' : 'common.back')}
      </Button>
      {next ? (
        <Button disabled={!ready} onClick={() => onGo(next)}>
          {t('common.next')}
        </Button>
      ) : (
        <Button disabled={!complete} loading={starting} onClick={onStart}>
          {t(short ? 'import.startAll' : step === 'update' ? 'reimport.apply' : 'import.start')}
        </Button>
      )}
    </>
  )
}
