import { useDebouncedValue } from '@mantine/hooks'
import { segmentColor } from '@shared/figures/palette'
import type { SegmentRequest } from '@shared/stored-segments/segment-definition'
import { segmentRequestSchema } from '@shared/stored-segments/segment-definition'
import { useMemo, useRef } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { useColors } from '../../app/theme/theme-provider'
import { workbench } from '../../app/workbench'
import { useAnswer } from '../../components/use-answer'
import classes from './live-count.module.css'

interface Count {
  rows: number
  ofRows: number
  customers: number | null
}

interface LiveCountProps {
  datasetId: string
  definition: SegmentRequest
  colour: number
}

/** How many belong to what is being built, as one types; the last answer stays until the next is there. */
export function LiveCount({ datasetId, definition, colour }: LiveCountProps) {
  const t = useText()
  const asker = useRef(crypto.randomUUID()).current
  const last = useRef<Count | null>(null)
  const isWhole = useMemo(() => segmentRequestSchema.safeParse(definition).success, [definition])
  const [asked] = useDebouncedValue(
    useMemo(() => keyOf(definition), [definition]),
    250,
  )
  const latest = useRef(definition)
  latest.current = definition
  const answer = useAnswer(`${datasetId} ${isWhole} ${asked}`, async () =>
    isWhole ? workbench.segment.count({ dataset: datasetId, definition: latest.current, asker }) : null,
  )
  if (answer.state === 'ready' && answer.value) last.current = answer.value
  const problem = answer.state === 'failed' && answer.error.code !== 'cancelled' ? answer.error : null
  return (
    <div className={classes.live} role="status">
      {problem ? (
        <p className={classes.problem}>{t(problem.message)}</p>
      ) : isWhole ? (
        last.current && <Found count={last.current} colour={colour} />
      ) : (
        <p className={classes.of}>{t('builder.unfinished')}</p>
      )}
    </div>
  )
}

/** What tells definitions apart; of selected rows their number and ends, as there may be very many. */
function keyOf(definition: SegmentRequest): string {
  if (definition.kind !== 'rows') return JSON.stringify(definition)
  const { rowIds, from } = definition
  return JSON.stringify([from, rowIds.length, rowIds[0], rowIds.at(-1)])
}

function Found({ count: { rows, ofRows, customers }, colour }: { count: Count; colour: number }) {
  const t = useText()
  const format = useFormat()
  const color = segmentColor(colour, useColors())
  const share = ofRows === 0 ? 0 : rows / ofRows
  return (
    <>
      <p className={classes.found}>{t('common.rows', { count: rows })}</p>
      <div className={classes.track} aria-hidden="true">
        <span style={{ width: `${share * 100}%`, backgroundColor: color }} />
      </div>
      <p className={classes.of}>
        {t('builder.share', { share: format.number(share, 'percent', 1), rows: format.number(ofRows, 'count') })}
      </p>
      {customers !== null && customers !== rows && (
        <p className={classes.of}>{t('builder.customers', { count: customers })}</p>
      )}
    </>
  )
}
