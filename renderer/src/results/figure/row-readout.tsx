import type { RunSummary } from '@shared/contract/workspace'
import { useLayoutEffect, useRef, useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import classes from './figure-view.module.css'
import { useRowWords } from './use-row-words'

/** A point under the pointer that is a row of the data. */
export interface HoveredRow {
  rowId: number
  /** Where the pointer is, from the figure's upper left corner. */
  left: number
  top: number
  /** Its segment, if the figure tells segments apart. */
  group: { name: string; color: string } | null
  /** What it is on each axis, in words. */
  axes: { name: string; value: string }[]
}

/** Names the row under the pointer: its customer, or its number, with its segment and where it lies. */
export function RowReadout({ run, row }: { run: RunSummary; row: HoveredRow | null }) {
  const t = useText()
  const words = useRowWords(run, row?.rowId ?? null)
  const { box, place } = usePlaceBeside(row)
  if (!row) return null
  return (
    <div ref={box} className={classes.readout} style={place}>
      <strong>{words?.name ?? t('results.figure.row', { number: row.rowId + 1 })}</strong>
      {row.group && (
        <div className={classes.readoutGroup}>
          <span style={{ backgroundColor: row.group.color }} />
          {row.group.name}
        </div>
      )}
      {[...(words?.others.map(({ column, value }) => ({ name: column, value })) ?? []), ...row.axes].map((fact) => (
        <div key={fact.name}>
          {fact.name}: {fact.value}
        </div>
      ))}
    </div>
  )
}

const GAP = 14

/** A place beside the pointer that stays inside the figure. */
function usePlaceBeside(row: HoveredRow | null) {
  const box = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0, roomWidth: 0, roomHeight: 0 })
  useLayoutEffect(() => {
    const element = box.current
    const room = element?.offsetParent
    if (!row || !element || !room) return
    const { offsetWidth: width, offsetHeight: height } = element
    setSize((before) =>
      before.width === width && before.height === height && before.roomWidth === room.clientWidth
        ? before
        : { width, height, roomWidth: room.clientWidth, roomHeight: room.clientHeight },
    )
  })
  const { left = 0, top = 0 } = row ?? {}
  const isRight = left + GAP + size.width > size.roomWidth
  return {
    box,
    place: {
      left: isRight ? left - GAP - size.width : left + GAP,
      top: Math.max(0, Math.min(top + GAP, size.roomHeight - size.height)),
    },
  }
}
