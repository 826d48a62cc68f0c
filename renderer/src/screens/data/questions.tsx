import type { Dataset } from '@shared/dataset/schema'
import {
  IconCoins,
  IconDoorExit,
  IconListSearch,
  IconStack2,
  IconUsers,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'
import { Link } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { listsPurchases } from '../combine/roll-up-draft'
import classes from './questions.module.css'

interface Question {
  id: string
  href: (dataset: string) => string
  icon: TablerIcon
}

/** What a shop owner asks, and where it is answered. */
const ofOutcome: Question = {
  id: 'outcome',
  href: (dataset) => addresses.newRun('auto', dataset),
  icon: IconDoorExit,
}
const ofCustomers: readonly Question[] = [
  { id: 'who', href: (dataset) => addresses.newRun('k-means', dataset), icon: IconUsersGroup },
  { id: 'behind', href: (dataset) => addresses.newRun('pca', dataset), icon: IconStack2 },
  { id: 'what', href: (dataset) => addresses.newRun('describe', dataset), icon: IconListSearch },
]
const withOutcome: readonly Question[] = [ofOutcome, ...ofCustomers.filter(({ id }) => id !== 'behind')]
/** Purchases say first of all what each customer is worth; other questions want a row per customer. */
const ofPurchases: readonly Question[] = [
  { id: 'rollUp', href: addresses.rollUp, icon: IconUsers },
  { id: 'worth', href: (dataset) => addresses.newRun('rfm', dataset), icon: IconCoins },
  { id: 'leaving', href: (dataset) => addresses.newRun('lifecycle', dataset), icon: IconDoorExit },
]

/** Three questions to go on with, one click each. */
export function Questions({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const outcome = dataset.columns.find(({ role }) => role === 'outcome')?.name
  const questions = listsPurchases(dataset) ? ofPurchases : outcome === undefined ? ofCustomers : withOutcome
  return (
    <ul className={classes.questions}>
      {questions.map(({ id, href, icon: Icon }) => (
        <li key={id}>
          <Link href={href(dataset.id)} className={classes.question}>
            <Icon size={20} stroke={1.5} aria-hidden="true" />
            <span className={classes.words}>
              <strong>{t(`data.questions.${id}`)}</strong>
              <span>{t(`data.questions.${id}Line`, { column: outcome ?? '' })}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
