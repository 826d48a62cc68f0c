import { SegmentedControl, Select } from '@mantine/core'
import type { AppSettings } from '@shared/contract/channels'
import type { WorkspaceSettings } from '@shared/contract/workspace'
import type { ReactNode } from 'react'
import { useFormat, useLanguage, useText } from '../../app/locale/locale-provider'
import { changeSettings, refresh } from '../../app/store/connect'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { Page } from '../../components/page'
import { Section } from '../../components/section'
import { AboutSection } from './about-section'
import classes from './settings-screen.module.css'

interface RowProps {
  label: string
  hint?: string
  children: ReactNode
}

function SettingRow({ label, hint, children }: RowProps) {
  return (
    <div className={classes.row}>
      <div>
        <div>{label}</div>
        {hint && <div className={classes.hint}>{hint}</div>}
      </div>
      {children}
    </div>
  )
}

function ComputerSettings() {
  const t = useText()
  const settings = useWorkbenchStore((state) => state.settings)
  const languages = ['system', 'en', 'zh-CN'] as const
  const themes = ['system', 'light', 'dark'] as const
  return (
    <Section title={t('settings.app')}>
      <SettingRow label={t('settings.language')} hint={t('settings.languageHint')}>
        <SegmentedControl
          value={settings.language}
          onChange={(language) => void changeSettings({ language: language as AppSettings['language'] })}
          data={languages.map((value) => ({ value, label: t(`settings.languages.${value}`) }))}
          aria-label={t('settings.language')}
        />
      </SettingRow>
      <SettingRow label={t('settings.theme')}>
        <SegmentedControl
          value={settings.theme}
          onChange={(theme) => void changeSettings({ theme: theme as AppSettings['theme'] })}
          data={themes.map((value) => ({ value, label: t(`app.theme.${value}`) }))}
          aria-label={t('settings.theme')}
        />
      </SettingRow>
    </Section>
  )
}

async function changeWorkspaceSettings(change: Partial<WorkspaceSettings>): Promise<void> {
  try {
    await workbench.workspace.settings(change)
    await refresh('workspace')
  } catch (thrown) {
    notifyError(thrown)
  }
}

/** Every currency this system can write, by code and name. */
function useCurrencies() {
  const language = useLanguage()
  const names = new Intl.DisplayNames(language, { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} · ${names.of(code) ?? code}`,
  }))
}

function WorkspaceSection({ settings }: { settings: WorkspaceSettings }) {
  const t = useText()
  const format = useFormat()
  const example = t('settings.currencyExample', { amount: format.number(1234.5, 'currency') })
  const weekStarts = ['monday', 'sunday', 'saturday'] as const
  return (
    <Section title={t('settings.workspace')} line={t('settings.workspaceLine')}>
      <SettingRow label={t('settings.currency')} hint={example}>
        <Select
          searchable
          w={260}
          value={settings.currency}
          data={useCurrencies()}
          limit={60}
          onChange={(currency) => currency && void changeWorkspaceSettings({ currency })}
          aria-label={t('settings.currency')}
        />
      </SettingRow>
      <SettingRow label={t('settings.weekStart')}>
        <SegmentedControl
          value={settings.weekStart}
          onChange={(day) => void changeWorkspaceSettings({ weekStart: day as WorkspaceSettings['weekStart'] })}
          data={weekStarts.map((value) => ({ value, label: t(`settings.weekStarts.${value}`) }))}
          aria-label={t('settings.weekStart')}
        />
      </SettingRow>
    </Section>
  )
}

/** Settings of this computer and of the open workspace, and what this program is. */
export default function SettingsScreen() {
  const t = useText()
  const workspace = useWorkbenchStore((state) => state.workspace)
  return (
    <Page title={t('settings.title')} line={t('settings.line')}>
      <div className={classes.narrow}>
        <ComputerSettings />
        {workspace && <WorkspaceSection settings={workspace.settings} />}
        <AboutSection />
      </div>
    </Page>
  )
}
