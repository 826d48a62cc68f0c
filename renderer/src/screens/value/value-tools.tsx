import { IconAdjustmentsHorizontal, IconCalculator, IconSchool, type TablerIcon } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import classes from './value-tools.module.css'

const tools: readonly { id: string; href: string; icon: TablerIcon }[] = [
  { id: 'calculator', href: addresses.calculator(), icon: IconCalculator },
  { id: 'whatIf', href: addresses.whatIf, icon: IconAdjustmentsHorizontal },
  { id: 'examples', href: addresses.examples, icon: IconSchool },
]

/** Ways to work with values without a run: a calculator, what if, and examples to learn by. */
export function ValueTools() {
  const t = useText()
  return (
    <nav className={classes.tools} aria-label={t('value.tools')}>
      {tools.map(({ id, href, icon: Icon }) => (
        <Link key={id} className={classes.tool} href={href}>
          <Icon size={20} stroke={1.5} aria-hidden="true" />
          <span className={classes.words}>
            <span className={classes.name}>{t(`value.${id}.title`)}</span>
            <span className={classes.line}>{t(`value.${id}.line`)}</span>
          </span>
        </Link>
      ))}
    </nav>
  )
}
