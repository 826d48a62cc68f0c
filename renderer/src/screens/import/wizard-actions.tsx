import { Button } from '@mantine/core'
import { useText } from '../../app/locale/locale-provider'
import type { ImportDraft } from './import-draft'

interface WizardActionsProps {
  step: ImportDraft['step']
  /** True when the columns are not asked about: every sheet has its own. */
  short: boolean
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
export function WizardActions({ step, short, ready, complete, starting, onCancel, onGo, onStart }: WizardActionsProps) {
  const t = useText()
  if (step === 'import') return null
  const first = step === 'file'
  return (
    <>
      <Button variant="default" onClick={() => (first ? onCancel() : onGo('file'))}>
        {t(first ? 'common.cancel' : 'common.back')}
      </Button>
      {first && !short ? (
        <Button disabled={!ready} onClick={() => onGo('columns')}>
          {t('common.next')}
        </Button>
      ) : (
        <Button disabled={!complete} loading={starting} onClick={onStart}>
          {t(short ? 'import.startAll' : 'import.start')}
        </Button>
      )}
    </>
  )
}
