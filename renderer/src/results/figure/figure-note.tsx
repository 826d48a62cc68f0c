import { IconInfoCircle } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import classes from './figure-view.module.css'
import type { ResolvedFigure } from './use-figure'

/** Says that a figure does not draw every point, and what it draws instead. */
export function FigureNote({ reduced }: { reduced: NonNullable<ResolvedFigure['reduced']> }) {
  const t = useText()
  return (
    <p className={classes.note}>
      <IconInfoCircle size={14} stroke={1.75} aria-hidden="true" />
      {t(`results.figure.${reduced.as}`, { points: reduced.points, marks: reduced.marks })}
    </p>
  )
}
