import { Button } from '@mantine/core'
import type { MethodDescriptor } from '@shared/contract/workspace'
import { IconSparkles } from '@tabler/icons-react'
import { useState } from 'react'
import { openSample } from '../../app/commands/workspace-actions'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { startProposedRun } from '../../methods/start-run'
import { suitedDataset } from '../../methods/suited-dataset'
import { firstMethod } from './first-method'

/** One click to a first result of a family: runs its first method as proposed. Without data, the sample is a click away. */
export function StartButtons({ families }: { families: readonly string[] }) {
  const t = useText()
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const methods = useWorkbenchStore((state) => state.methods) ?? []
  const [starting, setStarting] = useState<string | null>(null)
  if (datasets.length === 0) {
    return (
      <Button variant="default" onClick={() => void openSample()}>
        {t('runs.sample')}
      </Button>
    )
  }
  const first = families.flatMap((family) => firstMethod(methods, family) ?? [])
  const start = (method: MethodDescriptor) => {
    const dataset = suitedDataset(method, datasets)
    if (!dataset) return
    setStarting(method.id)
    void startProposedRun(method.id, dataset.id).finally(() => setStarting(null))
  }
  return first.map((method) => (
    <Button
      key={method.id}
      size="sm"
      leftSection={<IconSparkles size={16} stroke={1.6} />}
      loading={starting === method.id}
      onClick={() => start(method)}
    >
      {t(`runs.families.${method.family}.question`)}
    </Button>
  ))
}
