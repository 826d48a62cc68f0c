import { Button } from '@mantine/core'
import { IconFile, IconFileSpreadsheet, IconLock, IconShoppingBag } from '@tabler/icons-react'
import { chooseFiles, openSample, openWorkspace } from '../../app/commands/workspace-actions'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { RegularsPicture } from './regulars-picture'
import classes from './welcome-screen.module.css'

const RECENT_SHOWN = 5

function Recent() {
  const t = useText()
  const format = useFormat()
  const recent = useWorkbenchStore((state) => state.settings.recentWorkspaces)
  if (recent.length === 0) return null
  return (
    <section className={classes.recent} aria-labelledby="recent-title">
      <h2 id="recent-title">{t('app.welcome.recent')}</h2>
      <ul>
        {recent.slice(0, RECENT_SHOWN).map((workspace) => (
          <li key={workspace.path}>
            <button type="button" title={workspace.path} onClick={() => void openWorkspace(workspace.path)}>
              <IconFile size={16} stroke={1.6} aria-hidden="true" />
              <span className={classes.recentName}>{workspace.name}</span>
              <span className={classes.recentDate}>{format.date(workspace.openedAt)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Steps() {
  const t = useText()
  return (
    <ol className={classes.steps}>
      {['open', 'see', 'hand'].map((step) => (
        <li key={step}>
          <strong>{t(`app.welcome.steps.${step}`)}</strong>
          <span>{t(`app.welcome.steps.${step}Line`)}</span>
        </li>
      ))}
    </ol>
  )
}

/** The first thing anybody sees: one sentence, one button, one sample. */
export function WelcomeScreen() {
  const t = useText()
  return (
    <div className={classes.welcome}>
      <div className={classes.words}>
        <h1>{t('app.welcome.title')}</h1>
        <p className={classes.line}>{t('app.welcome.line')}</p>
        <div className={classes.actions}>
          <Button
            size="md"
            leftSection={<IconFileSpreadsheet size={20} stroke={1.6} />}
            onClick={() => void chooseFiles()}
          >
            {t('app.welcome.open')}
          </Button>
          <Button
            size="md"
            variant="default"
            leftSection={<IconShoppingBag size={20} stroke={1.6} />}
            onClick={() => void openSample()}
            title={t('app.welcome.sampleHint')}
          >
            {t('app.welcome.sample')}
          </Button>
        </div>
        <p className={classes.hint}>{t('app.welcome.openHint')}</p>
        <Recent />
        <p className={classes.private}>
          <IconLock size={14} stroke={1.8} aria-hidden="true" />
          {t('app.welcome.private')}
        </p>
      </div>
      <div className={classes.picture}>
        <RegularsPicture />
        <Steps />
      </div>
    </div>
  )
}
