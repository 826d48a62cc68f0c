import { Select } from '@mantine/core'
import type { FigurePicker } from '@shared/contract/result-elements'
import { useId } from 'react'
import { useText } from '../../app/locale/locale-provider'
import classes from './figure-view.module.css'

interface FigurePickersProps {
  pickers: readonly FigurePicker[]
  /** Chosen option per picker. */
  picks: Readonly<Record<string, number>>
  onPick(picks: Record<string, number>): void
}

/** What a figure shows on its axes, as compact lists above it. */
export function FigurePickers({ pickers, picks, onPick }: FigurePickersProps) {
  if (pickers.length === 0) return null
  return (
    <div className={classes.pickers}>
      {pickers.map((picker) => (
        <Picker
          key={picker.id}
          picker={picker}
          chosen={picks[picker.id] ?? picker.initial}
          onPick={(option) => onPick({ ...picks, [picker.id]: option })}
        />
      ))}
    </div>
  )
}

function Picker({ picker, chosen, onPick }: { picker: FigurePicker; chosen: number; onPick(option: number): void }) {
  const t = useText()
  const id = useId()
  return (
    <div className={classes.picker}>
      <label htmlFor={id}>{t(picker.label)}</label>
      <Select
        id={id}
        size="xs"
        w={248}
        searchable={picker.options.length > 12}
        data={picker.options.map((option, index) => ({ value: String(index), label: t(option.label) }))}
        value={String(chosen)}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        onChange={(value) => value !== null && onPick(Number(value))}
      />
    </div>
  )
}
