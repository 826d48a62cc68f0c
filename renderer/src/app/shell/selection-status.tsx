import { CloseButton, Tooltip } from '@mantine/core'
import { useEffect } from 'react'
import { SelectionMenu } from '../../results/figure/selection-actions'
import { useSelection } from '../../results/figure/selection-store'
import { useText } from '../locale/locale-provider'
import { useDataset } from '../store/workbench-store'
import classes from './status-bar.module.css'

/** How many rows are selected, whatever screen is open, with what can be done with them. Esc gives the selection up. */
export function SelectionStatus() {
  const t = useText()
  const selection = useSelection((state) => state.selection)
  const dataset = useDataset(selection?.datasetId)
  const { clear } = useSelection.getState()
  useEscape(clear)
  if (!selection || !dataset) return null
  return (
    <span className={classes.selection}>
      <SelectionMenu selection={selection} dataset={dataset} />
      <Tooltip label={t('results.selection.escape')}>
        <CloseButton size="xs" aria-label={t('results.selection.clear')} onClick={clear} />
      </Tooltip>
    </span>
  )
}

/** What Esc closes, if it is open, before it gives a selection up. */
const closing = '[role="dialog"], [role="menu"], [role="listbox"]'
/** Where Esc has a meaning of its own. */
const fields = 'input, textarea, [contenteditable="true"]'

function useEscape(action: () => void): void {
  useEffect(() => {
    // Heard on its way down, when what it will close is still open.
    const onKeyDown = ({ key, target }: KeyboardEvent) => {
      const isOpen = () => [...document.querySelectorAll(closing)].some((element) => element.checkVisibility())
      if (key !== 'Escape' || isOpen()) return
      if (!(target instanceof Element && target.closest(fields))) action()
    }
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [action])
}
