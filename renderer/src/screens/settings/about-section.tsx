import { useFormat, useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { Facts } from '../../components/facts'
import { Section } from '../../components/section'

/** What this program is, which file is open, and what happens to the data. */
export function AboutSection() {
  const t = useText()
  const format = useFormat()
  const info = useWorkbenchStore((state) => state.info)
  const workspace = useWorkbenchStore((state) => state.workspace)
  const file = workspace
    ? [
        { label: t('settings.file'), value: workspace.path },
        { label: t('settings.size'), value: format.number(workspace.bytes, 'bytes') },
      ]
    : []
  return (
    <Section title={t('settings.about')}>
      <Facts
        facts={[
          { label: t('settings.version'), value: `${t('common.appName')} ${info?.version ?? ''}` },
          { label: t('settings.electron'), value: info?.electron ?? '' },
          { label: t('settings.licence'), value: t('settings.licenceValue') },
          { label: t('settings.privacy'), value: t('settings.privacyValue') },
          ...file,
        ]}
      />
    </Section>
  )
}
