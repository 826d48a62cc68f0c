import { type Dataset, type Grain, grainSchema } from '@shared/dataset/schema'
import { useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { PickMenu } from '../../components/pick-menu'
import classes from './dataset-meaning.module.css'

type Change = { grain: Grain } | { customerKey: string | null }

/** What a row stands for and which column names the customer, each one click to change. */
export function DatasetMeaning({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const declare = (change: Change) => workbench.dataset.declare({ dataset: dataset.id, ...change }).catch(notifyError)
  const grains = grainSchema.options.map((grain) => ({ value: grain, label: t(`data.grain.${grain}`) }))
  const keys = [
    { value: null, label: t('data.noKey') },
    ...dataset.columns.map(({ name }) => ({ value: name, label: name })),
  ]
  return (
    <span className={classes.meaning}>
      {t('common.rows', { count: dataset.nRows })} · {t('common.columns', { count: dataset.columns.length })} ·
      <span className={classes.pick}>
        {t('data.oneRow')}
        <PickMenu<Grain>
          label={t('data.list.grain')}
          picks={grains}
          value={dataset.grain}
          onPick={(grain) => void declare({ grain })}
        />
      </span>
      <span className={classes.pick}>
        {t('data.customersBy')}
        <PickMenu<string | null>
          label={t('data.key')}
          picks={keys}
          value={dataset.customerKey}
          onPick={(customerKey) => void declare({ customerKey })}
        />
      </span>
    </span>
  )
}
