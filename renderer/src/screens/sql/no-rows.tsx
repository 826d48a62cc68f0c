import { useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { EmptyState } from '../../components/states'
import { useAnswer } from '../../components/use-answer'

/** An answer without rows, and how many there would be without the question's conditions. */
export function NoRows({ sql }: { sql: string }) {
  const t = useText()
  const answer = useAnswer(sql, () => workbench.console.explain({ queryId: crypto.randomUUID(), sql }))
  const found = answer.state === 'ready' ? answer.value : null
  const line = found
    ? t('sql.withoutWhere', { conditions: found.conditions.replaceAll(/\s+/g, ' ').slice(0, 200), rows: found.rows })
    : t('sql.noneLine')
  return <EmptyState title={t('sql.none')} line={line} />
}
