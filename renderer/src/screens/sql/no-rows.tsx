import { useEffect, useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { EmptyState } from '../../components/states'
import { useAnswer } from '../../components/use-answer'

/** An answer without rows, and how many there would be without the question's conditions. */
export function NoRows({ sql }: { sql: string }) {
  const t = useText()
  const [queryId] = useState(() => crypto.randomUUID())
  const answer = useAnswer(sql, () => workbench.console.explain({ queryId, sql }))
  // Who asks something else does not wait for it.
  useEffect(() => () => void workbench.console.cancel({ queryId }).catch(() => undefined), [queryId])
  const found = answer.state === 'ready' ? answer.value : null
  const line = found
    ? t('sql.withoutWhere', { conditions: found.conditions.replaceAll(/\s+/g, ' ').slice(0, 200), rows: found.rows })
    : t('sql.noneLine')
  return <EmptyState title={t('sql.none')} line={line} />
}
