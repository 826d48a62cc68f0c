import type { ChangedRow, ChangeKind, ImportDiff } from '@shared/contract/reimport'
import { IconArrowRight } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import classes from './change-summary.module.css'

type Cell = string | number | null | undefined

function Value({ cell }: { cell: Cell }) {
  const t = useText()
  if (cell === null || cell === undefined) return <em className={classes.empty}>{t('reimport.empty')}</em>
  return <>{String(cell)}</>
}

function Key({ row, names }: { row: ChangedRow; names: readonly string[] }) {
  return (
    <th scope="row">
      {names.map((name, at) => (
        <span key={name} className={classes.keyPart}>
          <Value cell={row.key[at]} />
        </span>
      ))}
    </th>
  )
}

/** A changed row: each changed cell with its value before and after. */
function UpdatedRow({ row, names }: { row: ChangedRow; names: readonly string[] }) {
  return (
    <tr>
      <Key row={row} names={names} />
      <td>
        <ul className={classes.changes}>
          {row.cells.map(({ column, before, after }) => (
            <li key={column}>
              <span className={classes.name}>{column}</span>
              <del>
                <Value cell={before} />
              </del>
              <IconArrowRight size={12} stroke={2} aria-hidden="true" />
              <ins>
                <Value cell={after} />
              </ins>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}

interface WholeRowProps {
  row: ChangedRow
  names: readonly string[]
  columns: readonly string[]
}

function WholeRow({ row, names, columns }: WholeRowProps) {
  const t = useText()
  const cells = new Map(row.cells.map(({ column, after }) => [column, after]))
  return (
    <tr>
      <Key row={row} names={names} />
      {row.conflict && (
        <td className={classes.why}>
          {t(`reimport.side.${row.conflict.side}`)}: {t(`reimport.conflict.${row.conflict.reason}`)}
        </td>
      )}
      {columns.map((column) => (
        <td key={column}>
          <Value cell={cells.get(column)} />
        </td>
      ))}
    </tr>
  )
}

/** The first rows of one kind. */
export function ChangeRows({ diff, kind }: { diff: ImportDiff; kind: ChangeKind }) {
  const t = useText()
  const rows = kind === 'unchanged' ? [] : diff.samples[kind]
  const key = diff.key ?? []
  if (rows.length === 0) {
    const same = kind === 'unchanged' && diff.unchanged > 0
    return <p className={classes.none}>{t(same ? 'reimport.sameRows' : 'reimport.noSample')}</p>
  }
  const columns = [...new Set(rows.flatMap(({ cells }) => cells.map(({ column }) => column)))].filter(
    (name) => !key.includes(name),
  )
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t(`reimport.kinds.${kind}`)}>
        <table className={classes.rows}>
          <thead>
            <tr>
              <th scope="col">{key.join(' + ') || t('reimport.key')}</th>
              {kind === 'updated' ? (
                <th scope="col">
                  {t('reimport.before')} → {t('reimport.after')}
                </th>
              ) : (
                <>
                  {kind === 'conflicting' && <th scope="col">{t('reimport.kinds.conflicting')}</th>}
                  {columns.map((column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ))}
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) =>
              kind === 'updated' ? (
                <UpdatedRow key={row.row} row={row} names={key} />
              ) : (
                <WholeRow key={`${row.conflict?.side} ${row.row}`} row={row} names={key} columns={columns} />
              ),
            )}
          </tbody>
        </table>
      </section>
      {kind !== 'conflicting' && rows.length < diff[kind] && (
        <p className={classes.none}>{t('reimport.sample', { shown: rows.length, total: diff[kind] })}</p>
      )}
    </>
  )
}
