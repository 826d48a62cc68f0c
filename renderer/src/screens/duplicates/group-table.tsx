import { Checkbox } from '@mantine/core'
import { useFormat, useText } from '../../app/locale/locale-provider'
import classes from './duplicates.module.css'
import type { Found, FoundGroup } from './use-duplicates'

interface GroupTableProps {
  group: FoundGroup
  found: Found
  marked: ReadonlySet<number>
  onToggle: (row: number) => void
}

/** The rows of one group below each other; values that differ from the first row's stand out. */
export function GroupTable({ group, found, marked, onToggle }: GroupTableProps) {
  const t = useText()
  const format = useFormat()
  const { columns } = found
  const [first = []] = group.values
  const caption = t('duplicates.group', { rows: group.size, share: format.number(group.score, 'percent', 0) })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.frame} aria-label={caption} tabIndex={0}>
      <table className={classes.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('duplicates.out')}</th>
            <th scope="col">{t('duplicates.row')}</th>
            {columns.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {group.rows.map((row, i) => (
            <tr key={row} data-out={marked.has(row) || undefined}>
              <td>
                <Checkbox
                  aria-label={t('duplicates.leaveOutRow', { row: row + 1 })}
                  checked={marked.has(row)}
                  onChange={() => onToggle(row)}
                />
              </td>
              <td>{row + 1}</td>
              {columns.map((name, j) => {
                const value = group.values[i]?.[j] ?? null
                return (
                  <td key={name} data-differs={value !== (first[j] ?? null) || undefined}>
                    {value ?? '–'}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {group.rows.length < group.size && <p>{t('duplicates.rest', { count: group.size - group.rows.length })}</p>}
    </section>
  )
}
