import type { FileToken } from '@shared/contract/channels'
import { notifyError, notifyText } from '../../components/notify'
import { addresses } from '../routes/addresses'
import { navigate } from '../routes/hash-location'
import { refresh } from '../store/connect'
import { quietly } from '../store/followed-jobs'
import { usePendingFiles } from '../store/pending-files'
import { useWorkbenchStore } from '../store/workbench-store'
import { workbench } from '../workbench'

async function saying(action: () => Promise<void>): Promise<void> {
  try {
    await action()
  } catch (thrown) {
    notifyError(thrown)
  }
}

/** Shows the workspace that was opened; a dismissed dialog changes nothing. */
async function enter(opened: unknown): Promise<boolean> {
  if (!opened) return false
  await refresh('workspace')
  navigate(addresses.home)
  return true
}

/** Hands files to the import wizard; makes a workspace first when none is open. */
export async function importFiles(files: readonly FileToken[]): Promise<void> {
  if (files.length === 0) return
  await saying(async () => {
    if (!useWorkbenchStore.getState().workspace) {
      await enter(await workbench.workspace.create({ sample: false }))
    }
    usePendingFiles.getState().add(files)
    navigate(addresses.import)
  })
}

/** Asks for spreadsheets and hands them to the import wizard. */
export const chooseFiles = () => saying(async () => importFiles(await workbench.file.choose({ kind: 'data' })))

/** Takes what was dropped on the window: a workspace is opened, data goes to the import wizard. */
export const takeDroppedFiles = (files: readonly File[]) =>
  saying(async () => {
    const { data, workspace } = await workbench.dropFiles(files)
    if (workspace) await enter(workspace)
    await importFiles(data)
  })

export const openSample = () =>
  saying(async () => void (await enter(await quietly(() => workbench.workspace.create({ sample: true })))))

export const createWorkspace = () =>
  saying(async () => void (await enter(await workbench.workspace.create({ sample: false, ask: true }))))

export const openWorkspace = (recentPath?: string) =>
  saying(async () => void (await enter(await workbench.workspace.open(recentPath ? { recentPath } : {}))))

export const closeWorkspace = () =>
  saying(async () => {
    await workbench.workspace.close()
    await enter(true)
  })

export const saveCopy = () =>
  saying(async () => {
    const saved = await workbench.workspace.saveCopy()
    if (saved) notifyText('success', 'app.copySaved', { path: saved.path })
  })
