import { type ChangeKind, changeKinds, type ImportDiff } from '@shared/contract/reimport'
import { useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { ChangeRows } from './change-rows'
import classes from './change-summary.module.css'

/** The kind that tells most: the first one there is among those that ask for a look. */
function firstKind(diff: ImportDiff): ChangeKind {
  const telling = ['updated', 'new', 'conflicting', 'gone'] as const
  return telling.find((kind) => diff[kind] > 0) ?? 'unchanged'
}

/** What is said about columns and conflicts, a line each. */
function Remarks({ diff }: { diff: ImportDiff }) {
  const t = useText()
  const { columns, conflicts } = diff
  const named = (['added', 'absent', 'retyped'] as const).filter((what) => columns[what].length > 0)
  if (named.length + conflicts.length === 0) return null
  return (
    <ul className={classes.remarks}>
      {named.map((what) => (
        <li key={what}>{t(`reimport.columns.${what}`, { names: columns[what].join(', ') })}</li>
      ))}
      {conflicts.map(({ side, reason, rows }) => (
        <li key={`${side} ${reason}`}>
          {t('reimport.conflictRows', {
            rows,
            side: { key: `reimport.side.${side}` },
            reason: { key: `reimport.conflict.${reason}` },
          })}
        </li>
      ))}
    </ul>
  )
}

/** Changed values per column, the most changed first, as bars. */
function ChangedColumns({ columns }: { columns: ImportDiff['columns']['changed'] }) {
  const t = useText()
  const format = useFormat()
  if (columns.length === 0) return null
  const sorted = [...columns].sort((a, b) => b.cells - a.cells).slice(0, 12)
  const most = sorted[0]?.cells ?? 1
  return (
    <section className={classes.cells}>
      <h3>{t('reimport.cells')}</h3>
      <ul>
        {sorted.map(({ name, cells }) => (
          <li key={name}>
            <span className={classes.column} title={name}>
              {name}
            </span>
            <span className={classes.track} aria-hidden="true">
              <span style={{ width: `${(cells / most) * 100}%` }} />
            </span>
            <span className={classes.count}>{format.number(cells, 'count')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What an import changes: how many rows of each kind, and by a click the first of them with their values before and after. */
export function ChangeSummary({ diff }: { diff: ImportDiff }) {
  const t = useText()
  const format = useFormat()
  const [chosen, setChosen] = useState<ChangeKind | null>(null)
  const kind = chosen ?? firstKind(diff)
  return (
    <div className={classes.summary}>
      <div className={classes.kinds} role="tablist" aria-label={t('reimport.changed')}>
        {changeKinds.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={name === kind}
            className={classes.kind}
            data-kind={name}
            data-none={diff[name] === 0 || undefined}
            title={t(`reimport.kindHelp.${name}`)}
            onClick={() => setChosen(name)}
          >
            <strong>{format.number(diff[name], 'count')}</strong>
            <span>{t(`reimport.kinds.${name}`)}</span>
          </button>
        ))}
      </div>
      <Remarks diff={diff} />
      <ChangeRows diff={diff} kind={kind} />
      {kind === 'updated' && <ChangedColumns columns={diff.columns.changed} />}
    </div>
  )
}
