import { Menu } from '@mantine/core'
import type { ChartSpec } from '@shared/charts/chart-spec'
import { IconFileSpreadsheet, IconFileTypeCsv, IconFileTypeHtml } from '@tabler/icons-react'
import { useLanguage, useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { fileName } from '../../results/export-rows'

const formats = [
  ['csv', IconFileTypeCsv],
  ['xlsx', IconFileSpreadsheet],
] as const
type Format = (typeof formats)[number][0] | 'html'

/** Entries of a chart's menu that write it as a page, or the numbers it shows. */
export function ChartDataItems({ spec, title }: { spec: ChartSpec; title: string }) {
  const t = useText()
  const language = useLanguage()
  const save = async (format: Format) => {
    try {
      const file = await workbench.file.saveAs({ suggestedName: fileName(title), format })
      if (file) await workbench.chart.export({ spec, token: file.token, format, language })
    } catch (thrown) {
      notifyError(thrown)
    }
  }
  return (
    <>
      <Menu.Item leftSection={<IconFileTypeHtml size={16} stroke={1.6} />} onClick={() => void save('html')}>
        {t('kept.page')}
      </Menu.Item>
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
