import { useEffect } from 'react'

const followed = new Set<string>()
let quiet = 0
/** The last event of a job may arrive together with the change of screen that it causes. */
const GRACE_MS = 1000

/** True while a screen shows this job itself, so that no notification is needed when it ends. */
export function isFollowed(jobId: string): boolean {
  return quiet > 0 || followed.has(jobId)
}

/** Says that the current screen shows this job itself, while it is mounted. */
export function useFollowedJob(jobId: string | null): void {
  useEffect(() => {
    if (jobId === null) return
    followed.add(jobId)
    return () => void window.setTimeout(() => followed.delete(jobId), GRACE_MS)
  }, [jobId])
}

/** Does something whose jobs need no notification, because what it leads to says enough (opening the sample). */
export async function quietly<T>(action: () => Promise<T>): Promise<T> {
  quiet++
  try {
    return await action()
  } finally {
    window.setTimeout(() => quiet--, GRACE_MS)
  }
}
