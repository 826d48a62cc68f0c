import { Menu } from '@mantine/core'
import type { RunSummary } from '@shared/contract/workspace'
import { IconJson, IconSql, IconTargetArrow } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { fileName } from '../../results/export-rows'

const formats = [
  ['sql', IconSql],
  ['json', IconJson],
] as const

/** Entries of a menu: other rows predicted by the stored model, and the model itself as a file. */
export function ScoringItems({ run, title }: { run: RunSummary; title: string }) {
  const t = useText()
  const write = async (format: 'sql' | 'json') => {
    const file = await workbench.file.saveAs({ suggestedName: fileName(title), format })
    if (file) await workbench.model.export({ runId: run.id, token: file.token, format })
  }
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('risk.model.label')}</Menu.Label>
      <Menu.Item leftSection={<IconTargetArrow size={16} />} onClick={() => navigate(addresses.score(run.id))}>
        {t('risk.score.action')}
      </Menu.Item>
      {formats.map(([format, Icon]) => (
        <Menu.Item
          key={format}
          leftSection={<Icon size={16} stroke={1.6} />}
          onClick={() => void write(format).catch(notifyError)}
        >
          {t(`risk.model.${format}`)}
        </Menu.Item>
      ))}
    </>
  )
}
