import { useEffect } from 'react'

const followed = new Set<string>()

/** True while a screen shows this job itself, so that no notification is needed when it ends. */
export function isFollowed(jobId: string): boolean {
  return followed.has(jobId)
}

/** Says that the current screen shows this job itself, while it is mounted. */
export function useFollowedJob(jobId: string | null): void {
  useEffect(() => {
    if (jobId === null) return
    followed.add(jobId)
    // Its last event may arrive together with the screen's own change of place.
    return () => void window.setTimeout(() => followed.delete(jobId), 1000)
  }, [jobId])
}
