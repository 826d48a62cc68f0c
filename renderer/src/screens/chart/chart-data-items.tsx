import { Menu } from '@mantine/core'
import type { ChartSpec } from '@shared/charts/chart-spec'
import { IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react'
import { useLanguage, useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { fileName } from '../../results/export-rows'

const formats = [
  ['csv', IconFileTypeCsv],
  ['xlsx', IconFileSpreadsheet],
] as const

/** Entries of a chart's menu that write the numbers it shows. */
export function ChartDataItems({ spec, title }: { spec: ChartSpec; title: string }) {
  const t = useText()
  const language = useLanguage()
  const save = async (format: 'csv' | 'xlsx') => {
    try {
      const file = await workbench.file.saveAs({ suggestedName: fileName(title), format })
      if (file) await workbench.chart.export({ spec, token: file.token, format, language })
    } catch (thrown) {
      notifyError(thrown)
    }
  }
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('kept.numbers')}</Menu.Label>
      {formats.map(([format, Icon]) => (
        <Menu.Item key={format} leftSection={<Icon size={16} stroke={1.6} />} onClick={() => void save(format)}>
          {t(`results.format.${format}`)}
        </Menu.Item>
      ))}
    </>
  )
}
