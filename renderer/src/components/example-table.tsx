import type { ExampleRows } from '@shared/recipe/example-rows'
import { useFormat, useText } from '../app/locale/locale-provider'
import classes from './example-table.module.css'

type Cell = string | number | null

/** Some rows before and after a change: what goes is struck out, what comes stands behind it. */
export function ExampleTable({ examples }: { examples: ExampleRows | null }) {
  const t = useText()
  const format = useFormat()
  if (!examples) return <p className={classes.line}>{t('quality.preview.large')}</p>
  const { what, columns, rows } = examples
  if (rows.length === 0) return <p className={classes.line}>{t('quality.preview.none')}</p>
  return (
    <table className={classes.table}>
      <caption className={classes.line}>{t(`quality.preview.${what}`)}</caption>
      <thead>
        <tr>
          <th scope="col" aria-label={t('quality.preview.row', { row: '' })} />
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, before, after }) => (
          <tr key={row}>
            <th scope="row">{t('quality.preview.row', { row: format.number(row + 1, 'count') })}</th>
            {columns.map((column, i) => (
              <td key={column} title={String(after?.[i] ?? before?.[i] ?? '')}>
                <Change before={before?.[i]} after={after?.[i]} isGone={after === null} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface ChangeProps {
  before: Cell | undefined
  after: Cell | undefined
  isGone: boolean
}

/** What stood in a cell and what stands there afterwards; nothing is struck out where nothing was. */
function Change({ before, after, isGone }: ChangeProps) {
  const format = useFormat()
  const write = (cell: Cell | undefined) => (typeof cell === 'number' ? format.number(cell) : (cell ?? '–'))
  if (isGone) return <del>{write(before)}</del>
  if (before === undefined || before === after) return write(after)
  return (
    <>
      {before !== null && <del>{write(before)}</del>} <ins>{write(after)}</ins>
    </>
  )
}
