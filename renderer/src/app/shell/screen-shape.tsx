import { RowsSkeleton } from '../../components/states'
import classes from './current-screen.module.css'

/** What stands in the place of a screen while it is being loaded. */
export function ScreenShape() {
  return (
    <div className={classes.shape}>
      <RowsSkeleton />
    </div>
  )
}
