import { useFormat } from '../../app/locale/locale-provider'
import { useGrowing } from '../../components/use-growing'
import classes from './quality.module.css'

interface AssociationHeatmapProps {
  label: string
  columns: readonly string[]
  /** One list per column, from −1 to 1; null where there is no answer. */
  values: readonly (readonly (number | null)[])[]
}

const cellsAtOnce = 120

/** A square of coloured numbers, as a table that can be read aloud and copied. */
export function AssociationHeatmap({ label, columns, values }: AssociationHeatmapProps) {
  const format = useFormat()
  const rows = useGrowing(columns.length, Math.ceil(cellsAtOnce / Math.max(1, columns.length)))
  return (
    <div className={classes.heatmap}>
      <table aria-label={label}>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col" title={column}>
                <span>{column}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.slice(0, rows).map((row, i) => (
            <tr key={row}>
              <th scope="row" title={row}>
                {row}
              </th>
              {columns.map((column, j) => {
                const value = values[i]?.[j] ?? null
                return (
                  <td key={column} title={`${row} – ${column}`} style={{ background: colourOf(value) }}>
                    {value === null ? '–' : format.number(value, 'number', 2)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function colourOf(value: number | null): string | undefined {
  if (value === null) return undefined
  const hue = value < 0 ? 'var(--heat-below)' : 'var(--heat-above)'
  return `color-mix(in srgb, ${hue} ${Math.round(Math.abs(value) * 62)}%, transparent)`
}
