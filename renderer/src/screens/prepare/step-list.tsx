import type { StepKindView } from '@shared/contract/recipe-channels'
import type { StepReport } from '@shared/recipe/recipe'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import type { StepSchema } from './fields/step-schema'
import classes from './prepare.module.css'
import { StepItem } from './step-item'
import type { StepView } from './use-recipe'
import { withOtherColumn } from './with-other-column'

interface StepListProps {
  steps: readonly StepView[]
  kinds: readonly StepKindView[]
  /** Names of the columns behind the last step. */
  columns: readonly string[]
  reports: readonly StepReport[]
  selected: number | null
  isBusy: boolean
  onEdit(place: number): void
  onChange(steps: StepView[]): void
}

/** The steps from top to bottom; they are moved by dragging, by their menu, or with Alt and the arrow keys. */
export function StepList({ steps, kinds, columns, reports, selected, isBusy, onEdit, onChange }: StepListProps) {
  const t = useText()
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const move = (from: number, to: number) => {
    if (isBusy || from === to || to < 0 || to >= steps.length) return
    const step = steps[from] as StepView
    onChange(steps.toSpliced(from, 1).toSpliced(to, 0, step))
    setSaid(t('prepare.moved', { step: t(`steps.${step.kind}.name`), place: to + 1 }))
  }
  const drop = () => {
    if (dragged !== null && over !== null) move(dragged, over)
    setDragged(null)
    setOver(null)
  }
  return (
    <>
      <ol className={classes.list}>
        {steps.map((step, place) => (
          <StepItem
            key={step.id}
            step={step}
            place={place}
            count={steps.length}
            report={reports.find(({ id }) => id === step.id)}
            isSelected={selected === place}
            isOver={over === place && dragged !== null && dragged !== place}
            isBusy={isBusy}
            columns={columns}
            onReplace={(missing, other) => onChange(steps.with(place, repaired(step, kinds, missing, other)))}
            onEdit={() => onEdit(place)}
            onRename={(name) => onChange(steps.with(place, { ...step, name }))}
            onToggle={() => onChange(steps.with(place, { ...step, enabled: !step.enabled }))}
            onRemove={() => onChange(steps.toSpliced(place, 1))}
            onMove={(by) => move(place, place + by)}
            drag={{
              onDragStart: () => setDragged(place),
              onDragOver: (event) => {
                event.preventDefault()
                setOver(place)
              },
              onDragEnd: drop,
              onDrop: drop,
            }}
          />
        ))}
      </ol>
      <span className={classes.said} role="status">
        {said}
      </span>
    </>
  )
}

function repaired(step: StepView, kinds: readonly StepKindView[], missing: string, other: string): StepView {
  const schema = kinds.find(({ kind }) => kind === step.kind)?.params as StepSchema | undefined
  return schema ? { ...step, params: withOtherColumn(step.params, schema, missing, other) } : step
}
