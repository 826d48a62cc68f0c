import type { Dataset } from '@shared/dataset/schema'
import { IconListSearch, IconStack2, IconUsersGroup } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import classes from './questions.module.css'

/** What a shop owner asks, and the method that answers it. */
const questions = [
  { id: 'who', methodId: 'k-means', icon: IconUsersGroup },
  { id: 'behind', methodId: 'pca', icon: IconStack2 },
  { id: 'what', methodId: 'describe', icon: IconListSearch },
] as const

/** Three questions to go on with, one click each. */
export function Questions({ dataset }: { dataset: Dataset }) {
  const t = useText()
  return (
    <ul className={classes.questions}>
      {questions.map(({ id, methodId, icon: Icon }) => (
        <li key={id}>
          <Link href={addresses.newRun(methodId, dataset.id)} className={classes.question}>
            <Icon size={20} stroke={1.5} aria-hidden="true" />
            <span className={classes.words}>
              <strong>{t(`data.questions.${id}`)}</strong>
              <span>{t(`data.questions.${id}Line`)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
