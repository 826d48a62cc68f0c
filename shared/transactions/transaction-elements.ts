import type { NoticeElement, TableElement } from '../contract/result-elements'
import { quantity, text } from '../contract/text'
import type { TransactionAudit } from './read-transactions'

/** Says what a reader must know of the rows: refunds, rows left out, missing costs. */
export function transactionNotices(audit: TransactionAudit): NoticeElement[] {
  const { refunds, unattributed, later, missingAmounts, missingCosts } = audit
  const notices: NoticeElement[] = []
  const add = (
    id: string,
    level: NoticeElement['level'],
    values: Record<string, ReturnType<typeof quantity> | number>,
  ) => notices.push({ type: 'notice', id, level, text: text(`transactions.notice.${id}`, values) })
  const money = (amount: number) => quantity(amount, 'currency')
  if (refunds.rows > 0) add('refunds', 'info', { rows: refunds.rows, amount: money(refunds.amount) })
  if (unattributed.rows > 0) {
    add(audit.hasAmounts ? 'unattributed' : 'unattributedRows', 'warning', {
      rows: unattributed.rows,
      amount: money(unattributed.amount),
    })
  }
  if (later.rows > 0) {
    add(audit.hasAmounts ? 'later' : 'laterRows', 'info', { rows: later.rows, amount: money(later.amount) })
  }
  if (missingAmounts > 0) add('missingAmounts', 'warning', { rows: missingAmounts })
  if (missingCosts > 0) add('missingCosts', 'warning', { rows: missingCosts })
  return notices
}

/** Where every row and every cent went; the last row is the sum of the others and of the whole dataset. */
export function reconciliationTable(audit: TransactionAudit): TableElement[] {
  if (!audit.hasAmounts) return []
  const label = (name: string) => text(`transactions.reconciliation.${name}`)
  const parts = (['purchases', 'refunds', 'unattributed', 'later'] as const).filter(
    (part) => part === 'purchases' || audit[part].rows > 0,
  )
  return [
    {
      type: 'table',
      id: 'reconciliation',
      title: label('title'),
      caption: label('caption'),
      columns: [
        { id: 'part', label: label('part') },
        { id: 'rows', label: label('rows'), unit: 'count' },
        { id: 'amount', label: label('amount'), unit: 'currency' },
      ],
      rows: parts.map((part) => [label(part), audit[part].rows, audit[part].amount]),
      totals: [label('all'), audit.all.rows, audit.all.amount],
    },
  ]
}
