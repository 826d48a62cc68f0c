import type { Dataset } from '@shared/dataset/schema'
import {
  IconCashBanknote,
  IconCategory,
  IconDoorExit,
  IconShoppingCart,
  IconUserQuestion,
  type TablerIcon,
} from '@tabler/icons-react'
import { Link } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { Section } from '../../components/section'
import { newRunAddress } from '../../methods/run-addresses'
import { listsPurchases } from '../combine/roll-up-draft'
import classes from '../data/questions.module.css'
import own from './templates.module.css'

interface Template {
  id: string
  icon: TablerIcon
  href: string
}

/** Where each usual question begins, as far as the data allow: a status column, or purchases with days kept back. */
function templatesFor(datasets: readonly Dataset[]): Template[] {
  const purchases = datasets.find(listsPurchases)
  const status = datasets.find(({ columns }) => columns.some(({ role }) => role === 'outcome'))
  const ofStatus = status ? [{ id: 'status', icon: IconUserQuestion, href: addresses.newRun('auto', status.id) }] : []
  const customers = datasets.find(
    ({ grain, columns }) => grain === 'customer' && columns.some(({ measureType }) => measureType === 'nominal'),
  )
  const kinds = customers ? newRunAddress('auto', { dataset: customers.id, target: 'kinds' }) : null
  const ofKinds = kinds ? [{ id: 'kinds', icon: IconCategory, href: kinds }] : []
  if (!purchases) return [...ofStatus, ...ofKinds]
  const rollUp = (outcome: string) => `${addresses.rollUp(purchases.id)}?outcome=${outcome}`
  return [
    ...ofStatus,
    { id: 'churn', icon: IconDoorExit, href: rollUp('churn') },
    { id: 'purchase', icon: IconShoppingCart, href: rollUp('purchase') },
    { id: 'spend', icon: IconCashBanknote, href: rollUp('spend') },
    ...ofKinds,
  ]
}

/** The usual questions, each a click from its data. */
export function PredictTemplates() {
  const t = useText()
  const templates = templatesFor(useWorkbenchStore((state) => state.datasets) ?? [])
  if (templates.length === 0) return null
  return (
    <div className={own.templates}>
      <Section title={t('predict.templates.title')} line={t('predict.templates.line')}>
        <ul className={classes.questions}>
          {templates.map(({ id, icon: Icon, href }) => (
            <li key={id}>
              <Link href={href} className={classes.question}>
                <Icon size={20} stroke={1.5} aria-hidden="true" />
                <span className={classes.words}>
                  <strong>{t(`predict.templates.${id}`)}</strong>
                  <span>{t(`predict.templates.${id}Line`)}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
