import { Alert, Button, Group, Loader } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { StepKindView } from '@shared/contract/recipe-channels'
import type { Dataset } from '@shared/dataset/schema'
import { IconArrowBackUp, IconArrowForwardUp, IconTools } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { Section } from '../../components/section'
import { EmptyState, ErrorState, RowsSkeleton } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { AddStep } from './add-step'
import { isMadeElsewhere } from './made-elsewhere'
import classes from './prepare.module.css'
import { RecipeSql } from './recipe-sql'
import { type EditedStep, StepEditor } from './step-editor'
import { StepList } from './step-list'
import { type RecipeControl, type StepView, sent, useRecipe } from './use-recipe'

/** The steps of a dataset at the left, and the one that is being made or changed at the right. */
export function PrepareTab({ dataset }: { dataset: Dataset }) {
  const recipe = useRecipe(dataset)
  const kinds = useAnswer('kinds', () => workbench.recipe.kinds())
  if (recipe.answer.state === 'failed') return <ErrorState error={recipe.answer.error} onAgain={recipe.answer.again} />
  if (kinds.state === 'failed') return <ErrorState error={kinds.error} onAgain={kinds.again} />
  if (recipe.answer.state === 'waiting' || kinds.state === 'waiting') return <RowsSkeleton />
  return <Prepare dataset={dataset} recipe={recipe} kinds={kinds.value} />
}

interface PrepareProps {
  dataset: Dataset
  recipe: RecipeControl
  kinds: readonly StepKindView[]
}

function Prepare({ dataset, recipe, kinds }: PrepareProps) {
  const t = useText()
  const [edited, setEdited] = useState<EditedStep | null>(null)
  const view = recipe.answer.state === 'ready' ? recipe.answer.value : null
  const { finished } = recipe
  useEffect(() => {
    if (finished !== null) setEdited(null)
  }, [finished])
  useHotkeys([
    ['mod+Z', () => view?.canUndo && !recipe.isBusy && recipe.undo()],
    ['mod+Shift+Z', () => view?.canRedo && !recipe.isBusy && recipe.redo()],
  ])
  if (!view) return null
  const { steps, reports } = view
  const start = (kind: string) => setEdited({ place: steps.length, kind, params: {} })
  const edit = (place: number) => {
    const step = steps[place] as StepView
    setEdited({ place, kind: step.kind, params: step.params, step })
  }
  const apply = ({ place, kind, params, step }: EditedStep) => {
    const before = steps.map(sent)
    recipe.set(step ? before.with(place, { ...sent(step), params }) : [...before, { kind, params }])
  }
  const unfit = reports.filter(({ error }) => error !== null).length
  return (
    <div className={classes.split}>
      <Section title={t('prepare.title')} line={t('prepare.line')} aside={<History recipe={recipe} />}>
        {recipe.error && <Alert color="red">{t(recipe.error.message)}</Alert>}
        {unfit > 0 && <Alert color="yellow">{t('prepare.unfit', { count: unfit })}</Alert>}
        {steps.length === 0 ? (
          <EmptyState
            icon={<IconTools size={28} stroke={1.5} />}
            title={t('prepare.empty')}
            line={t('prepare.emptyLine')}
          />
        ) : (
          <StepList
            steps={steps}
            kinds={kinds}
            columns={dataset.columns.map(({ name }) => name)}
            reports={reports}
            selected={edited?.step ? edited.place : null}
            isBusy={recipe.isBusy}
            onEdit={edit}
            onChange={(changed) => recipe.set(changed.map(sent))}
          />
        )}
        <Group mt={12}>
          <AddStep kinds={kinds} disabled={recipe.isBusy} onPick={start} />
          {view.sql !== null && <RecipeSql sql={view.sql} />}
          {recipe.job && <Working recipe={recipe} />}
        </Group>
      </Section>
      <div className={classes.beside}>
        {edited && isMadeElsewhere(edited.kind) && <p className={classes.hint}>{t('prepare.madeElsewhere')}</p>}
        {edited && !isMadeElsewhere(edited.kind) && (
          <StepEditor
            key={`${edited.place} ${edited.kind}`}
            dataset={dataset}
            steps={steps}
            edited={edited}
            kind={kinds.find(({ kind }) => kind === edited.kind)}
            isBusy={recipe.isBusy}
            onApply={apply}
            onCancel={() => setEdited(null)}
          />
        )}
        {!edited && steps.length > 0 && <p className={classes.hint}>{t('prepare.hint')}</p>}
      </div>
    </div>
  )
}

function History({ recipe }: { recipe: RecipeControl }) {
  const t = useText()
  const view = recipe.answer.state === 'ready' ? recipe.answer.value : null
  const { isBusy } = recipe
  const size = { size: 'compact-sm', variant: 'default' } as const
  return (
    <Group gap={6}>
      <Button
        {...size}
        leftSection={<IconArrowBackUp size={15} />}
        disabled={isBusy || !view?.canUndo}
        onClick={recipe.undo}
      >
        {t('prepare.undo')}
      </Button>
      <Button
        {...size}
        leftSection={<IconArrowForwardUp size={15} />}
        disabled={isBusy || !view?.canRedo}
        onClick={recipe.redo}
      >
        {t('prepare.redo')}
      </Button>
    </Group>
  )
}

function Working({ recipe }: { recipe: RecipeControl }) {
  const t = useText()
  return (
    <Group gap={8} role="status">
      <Loader size={14} />
      <span>{t('prepare.working')}</span>
      <Button size="compact-sm" variant="subtle" onClick={recipe.stop}>
        {t('prepare.stop')}
      </Button>
    </Group>
  )
}
