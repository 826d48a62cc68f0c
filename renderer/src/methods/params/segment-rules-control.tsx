import { Button, TextInput } from '@mantine/core'
import { inkOn, segmentColor } from '@shared/figures/palette'
import {
  cellsOfRules,
  isStandardSegment,
  otherSegment,
  rulesOfCells,
  type SegmentRule,
  segmentNames,
  standardRules,
} from '@shared/methods/rfm/segments'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useColors } from '../../app/theme/theme-provider'
import classes from './segment-rules-control.module.css'

interface SegmentRulesControlProps {
  id: string
  /** Null for the standard rules. */
  value: readonly SegmentRule[] | null
  onChange(value: SegmentRule[] | null): void
}

const scores = [1, 2, 3, 4, 5] as const

/** Which recency and frequency scores make which segment: choose a segment, then the cells that belong to it. */
export function SegmentRulesControl({ id, value, onChange }: SegmentRulesControlProps) {
  const t = useText()
  const theme = useColors()
  const rules = value ?? standardRules
  const cells = cellsOfRules(rules)
  // Segments keep their place and colour while cells are painted, also those that have lost all their cells.
  const [known, setKnown] = useState<readonly string[]>(() => segmentNames(rules))
  const names = [...new Set([...known, ...segmentNames(rules)])]
  const [brush, setBrush] = useState(names[0] ?? otherSegment)
  const nameOf = (segment: string) => (isStandardSegment(segment) ? t(`methods.rfm.segments.${segment}`) : segment)
  const look = (segment: string) => {
    const at = names.indexOf(segment)
    if (at < 0) return undefined
    const color = segmentColor(at, theme)
    return { backgroundColor: color, color: inkOn(color) }
  }
  const paint = (r: number, f: number) => {
    const next = cells.map((row, i) => row.map((cell, j) => (i === r - 1 && j === f - 1 ? brush : cell)))
    setKnown(names)
    onChange(rulesOfCells(next).sort((a, b) => names.indexOf(a.segment) - names.indexOf(b.segment)))
  }
  const rename = (from: string, to: string) => {
    const name = to.trim()
    if (name === '' || name === from || names.includes(name)) return
    setKnown(names.map((one) => (one === from ? name : one)))
    if (brush === from) setBrush(name)
    onChange(rules.map((rule) => ({ ...rule, segment: rule.segment === from ? name : rule.segment })))
  }
  return (
    <div className={classes.editor} id={id}>
      <div className={classes.names} role="radiogroup" aria-label={t('forms.rules.brush')}>
        {names.map((segment) => (
          <div key={segment} className={classes.name}>
            <label className={classes.pick}>
              <input
                type="radio"
                name={`${id}-brush`}
                checked={brush === segment}
                onChange={() => setBrush(segment)}
                aria-label={nameOf(segment)}
              />
              <span className={classes.mark} style={look(segment)} />
            </label>
            <TextInput
              key={nameOf(segment)}
              size="xs"
              aria-label={t('forms.rules.rename', { segment: nameOf(segment) })}
              defaultValue={nameOf(segment)}
              onBlur={({ currentTarget }) =>
                currentTarget.value !== nameOf(segment) && rename(segment, currentTarget.value)
              }
            />
          </div>
        ))}
        <div className={classes.actions}>
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={12} />}
            onClick={() => {
              const name = t('forms.rules.newName', { number: names.length + 1 })
              setKnown([...names, name])
              setBrush(name)
            }}
          >
            {t('forms.rules.add')}
          </Button>
          {value !== null && (
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() => {
                setKnown(segmentNames(standardRules))
                onChange(null)
              }}
            >
              {t('forms.rules.standard')}
            </Button>
          )}
        </div>
      </div>
      <table className={classes.grid} aria-label={t('forms.rules.grid')}>
        <tbody>
          {[...scores].reverse().map((r) => (
            <tr key={r}>
              <th scope="row">R {r}</th>
              {scores.map((f) => {
                const segment = cells[r - 1]?.[f - 1] ?? otherSegment
                return (
                  <td key={f}>
                    <button
                      type="button"
                      className={classes.cell}
                      style={look(segment)}
                      aria-label={`R ${r} · F ${f}: ${nameOf(segment)}`}
                      onClick={() => paint(r, f)}
                    >
                      {nameOf(segment)}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
          <tr>
            <td />
            {scores.map((f) => (
              <th key={f} scope="col">
                F {f}
              </th>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}
