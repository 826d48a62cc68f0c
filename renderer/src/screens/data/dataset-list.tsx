import type { Dataset } from '@shared/dataset/schema'
import { IconTable } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import classes from './dataset-list.module.css'

function DatasetRow({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const format = useFormat()
  return (
    <tr>
      <th scope="row">
        <div className={classes.name}>
          <IconTable size={17} stroke={1.5} aria-hidden="true" />
          <Link href={addresses.dataset(dataset.id)} title={dataset.name}>
            {dataset.name}
          </Link>
        </div>
      </th>
      <td>{t(`data.grain.${dataset.grain}`)}</td>
      <td className={classes.number}>{format.number(dataset.nRows, 'count')}</td>
      <td className={classes.number}>{format.number(dataset.columns.length, 'count')}</td>
      <td className={classes.source} title={dataset.source?.file}>
        {dataset.source?.file ?? '–'}
      </td>
      <td className={classes.number}>{format.date(dataset.createdAt)}</td>
    </tr>
  )
}

/** Datasets as a table: what a row stands for, how many, from which file, since when. */
export function DatasetList({ datasets }: { datasets: readonly Dataset[] }) {
  const t = useText()
  return (
    <table className={classes.list}>
      <thead>
        <tr>
          <th scope="col">{t('data.list.name')}</th>
          <th scope="col">{t('data.list.grain')}</th>
          <th scope="col" className={classes.number}>
            {t('data.list.rows')}
          </th>
          <th scope="col" className={classes.number}>
            {t('data.list.columns')}
          </th>
          <th scope="col" className={classes.source}>
            {t('data.list.source')}
          </th>
          <th scope="col" className={classes.number}>
            {t('data.list.since')}
          </th>
        </tr>
      </thead>
      <tbody>
        {datasets.map((dataset) => (
          <DatasetRow key={dataset.id} dataset={dataset} />
        ))}
      </tbody>
    </table>
  )
}
