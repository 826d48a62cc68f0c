import type { RunSummary } from '@shared/contract/workspace'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { workbench } from '../../app/workbench'
import { notifyError, notifyUndo } from '../../components/notify'

/** Removes a run and leaves its page; undoing brings both back. */
export async function removeRun(run: RunSummary, title: string): Promise<void> {
  const isOpen = window.location.hash === `#${addresses.run(run.id)}`
  try {
    await workbench.run.remove({ runId: run.id })
    if (isOpen) navigate(addresses.home, { replace: true })
    notifyUndo('runs.removed', { title }, async () => {
      await workbench.run.restore({ runId: run.id })
      if (isOpen) navigate(addresses.run(run.id))
    })
  } catch (thrown) {
    notifyError(thrown)
  }
}
