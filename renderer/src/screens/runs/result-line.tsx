import type { RunSummary } from '@shared/contract/workspace'
import { Link } from 'wouter'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'

/** What a run is about, in one line: method, data, when. */
export function ResultLine({ run }: { run: RunSummary }) {
  const t = useText()
  const format = useFormat()
  return (
    <>
      {run.title !== null && <>{t(`methods.${run.methodId}.name`)} · </>}
      {run.datasetId !== null && (
        <>
          <Link href={addresses.dataset(run.datasetId)}>{run.dataset}</Link> ·{' '}
        </>
      )}
      {format.moment(run.startedAt)}
    </>
  )
}
