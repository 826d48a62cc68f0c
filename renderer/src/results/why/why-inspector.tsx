import { Button } from '@mantine/core'
import type { EngineResponse } from '@shared/contract/channels'
import type { ResultElement } from '@shared/contract/result-elements'
import { IconTable } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { changeSettings } from '../../app/store/connect'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { Inspector } from '../../components/inspector'
import { Answered, RowsSkeleton } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { brush } from '../figure/selection-store'
import { ResultTable } from '../table/result-table'
import { TextBlock } from '../text-block'
import classes from './why-inspector.module.css'
import { useWhy, type WhyQuestion } from './why-store'

type Explanation = EngineResponse<'list/explain'>

/** In the inspector: why a row of a list has its numbers, with the rows of the dataset they came from a click away. */
export function WhyInspector({ question }: { question: WhyQuestion }) {
  const t = useText()
  const { runId, elementId, position, name } = question
  useEffect(() => {
    if (!useWorkbenchStore.getState().settings.inspectorOpen) void changeSettings({ inspectorOpen: true })
  }, [])
  const answer = useAnswer(`${runId} ${elementId} ${position}`, () =>
    workbench.list.explain({ runId, elementId, position }),
  )
  return (
    <Inspector title={t('why.title', { customer: name })}>
      <Answered answer={answer} shape={<RowsSkeleton rows={5} />}>
        {(explanation) => <Explained explanation={explanation} question={question} />}
      </Answered>
      <Button variant="subtle" size="compact-sm" onClick={useWhy.getState().close}>
        {t('why.close')}
      </Button>
    </Inspector>
  )
}

function Explained({ explanation, question }: { explanation: Explanation; question: WhyQuestion }) {
  const t = useText()
  const format = useFormat()
  const { elements, source } = explanation
  const showRows = () => {
    if (!source) return
    const { revision, rowIds } = source
    brush({ datasetId: source.dataset, revision, rowIds, source: { place: 'list', id: question.runId } })
  }
  return (
    <div className={classes.why}>
      {(elements as readonly ResultElement[]).map((element) =>
        element.type === 'table' ? (
          <ResultTable key={element.id} element={element} />
        ) : element.type === 'text' ? (
          <TextBlock key={element.id} element={element} />
        ) : null,
      )}
      {source && source.count > 0 && (
        <Button variant="default" size="compact-sm" leftSection={<IconTable size={14} />} onClick={showRows}>
          {t('why.rows')} ({format.number(source.count, 'count')})
        </Button>
      )}
      {source && source.count > source.rowIds.length && (
        <p className={classes.note}>{t('why.rowsShown', { shown: source.rowIds.length, count: source.count })}</p>
      )}
    </div>
  )
}
