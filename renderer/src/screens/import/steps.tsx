import { IconCheck } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import type { ImportDraft } from './import-draft'
import classes from './steps.module.css'

const newSteps = ['file', 'columns', 'import'] as const
const updateSteps = ['file', 'columns', 'update', 'import'] as const

interface StepsProps {
  step: ImportDraft['step']
  /** Whether a dataset that is there is updated: then its changes are a step of their own. */
  updates: boolean
  /** Whether one may go back and forth by clicking; the import itself has its own button. */
  canGo: boolean
  onGo: (step: ImportDraft['step']) => void
}

/** Where one is among the steps; those before the import can be gone to. */
export function Steps({ step, updates, canGo, onGo }: StepsProps) {
  const t = useText()
  const steps: readonly ImportDraft['step'][] = updates ? updateSteps : newSteps
  const current = steps.indexOf(step)
  return (
    <ol className={classes.steps} aria-label={t('import.steps.name')}>
      {steps.map((name, index) => (
        <li key={name}>
          <button
            type="button"
            aria-current={index === current ? 'step' : undefined}
            disabled={!canGo || name === 'import'}
            onClick={() => onGo(name)}
          >
            <span className={classes.number}>
              {index < current ? <IconCheck size={12} stroke={2.4} aria-hidden="true" /> : index + 1}
            </span>
            {t(name === 'update' ? 'reimport.steps' : `import.steps.${name}`)}
          </button>
        </li>
      ))}
    </ol>
  )
}
