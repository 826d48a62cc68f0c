import { IconSettings, type TablerIcon } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { useShortcut } from '../commands/use-commands'
import { useText } from '../locale/locale-provider'
import { addresses } from '../routes/addresses'
import { type Screen, screens } from '../routes/screens'
import classes from './rail.module.css'

function isCurrent({ path, rail }: Screen, location: string): boolean {
  const under = rail?.under ?? [path]
  return under.some((prefix) => location === prefix || (prefix !== '/' && location.startsWith(`${prefix}/`)))
}

interface RailLinkProps {
  href: string
  icon: TablerIcon
  current: boolean
  label: string
  title?: string
}

function RailLink({ href, icon: Icon, current, label, title }: RailLinkProps) {
  return (
    <Link href={href} className={classes.link} aria-current={current ? 'page' : undefined} title={title}>
      <Icon size={18} stroke={1.6} aria-hidden="true" />
      <span>{label}</span>
    </Link>
  )
}

/** The places of the workspace; only those that exist. */
export function Rail() {
  const t = useText()
  const [location] = useLocation()
  const shortcut = useShortcut('settings')
  return (
    <nav className={classes.rail} aria-label={t('app.rail.name')} data-region="">
      {screens.map((screen) =>
        screen.rail ? (
          <RailLink
            key={screen.path}
            href={screen.path}
            icon={screen.rail.icon}
            current={isCurrent(screen, location)}
            label={t(`app.rail.${screen.rail.label}`)}
          />
        ) : null,
      )}
      <div className={classes.foot}>
        <RailLink
          href={addresses.settings}
          icon={IconSettings}
          current={location === addresses.settings}
          label={t('app.rail.settings')}
          title={shortcut}
        />
      </div>
    </nav>
  )
}
