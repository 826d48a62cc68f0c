import { literal, type Text, text } from '../../contract/text'
import type { RisingReason } from './rising-reason'

interface ActionRule {
  /** Its words are `risk.action.<id>`. */
  id: string
  /** Names of columns it is about, in English or Chinese. */
  column: RegExp
  /** Only when the value is low or high, where that makes the difference. */
  side?: 'low' | 'high'
}

/** What is usually done about a reason; the first rule that fits counts. What nobody can change (age, sex, place) has none. */
const rules: readonly ActionRule[] = [
  {
    id: 'unchangeable',
    column: /gender|sex|^age$|senior|birth|city|region|province|country|性别|年龄|老年|城市|地区|省/i,
  },
  { id: 'complaint', column: /complain|ticket|case|dispute|return|refund|投诉|工单|纠纷|退货|退款/i },
  { id: 'satisfaction', column: /satisf|rating|nps|score|review|stars|满意|评分|评价|星级/i },
  { id: 'late', column: /late|overdue|arrear|debt|unpaid|delinq|逾期|欠费|欠款|拖欠/i },
  { id: 'contract', column: /contract|commitment|renewal|合同|合约|续约/i },
  { id: 'payment', column: /payment.?(method|type)|pay.?method|paperless|billing|支付方式|付款方式|账单/i },
  { id: 'support', column: /support|security|backup|protection|insurance|warranty|支持|安全|备份|保护|保障/i },
  { id: 'quality', column: /internet|network|fib(er|re)|broadband|lines|phone|网络|宽带|光纤|线路|电话/i },
  { id: 'price', column: /charge|price|fee|tariff|cost|premium|rate|资费|费用|月费|价格|单价/i, side: 'high' },
  { id: 'recency', column: /recency|since|inactive|last|days?.?ago|最近|距今|间隔|未活跃/i, side: 'high' },
  { id: 'welcome', column: /tenure|months?|account.?age|registered|入网|在网|时长|注册/i, side: 'low' },
  {
    id: 'frequency',
    column: /freq|order|visit|purchase|login|usage|minutes|频|次数|订单|到访|购买|登录|使用/i,
    side: 'low',
  },
  { id: 'spend', column: /spend|amount|monetary|revenue|total|basket|消费|金额|总额|客单/i, side: 'low' },
  { id: 'offer', column: /streaming|movie|tv|music|product|category|channel|视频|电视|电影|产品|品类|渠道/i },
]

/** What is usually done about a column; null where nothing can be. */
function usualAction({ column, side }: Pick<RisingReason, 'column' | 'side'>): Text | null {
  const rule = rules.find(
    (one) => one.column.test(column) && (one.side === undefined || one.side === (side ?? one.side)),
  )
  return rule === undefined || rule.id === 'unchangeable' ? null : text(`risk.action.${rule.id}`)
}

/**
 * What to do about a customer: about the first reason that something can be done about, in the words kept for it, else in ours.
 * @param own words of the user's by column; empty words say that nothing is to be done about it
 */
export function suggestedAction(reasons: readonly RisingReason[], own: Readonly<Record<string, string>>): Text {
  for (const reason of reasons) {
    const kept = own[reason.column]
    if (kept !== undefined && kept.trim() !== '') return literal(kept)
    const usual = kept === undefined ? usualAction(reason) : null
    if (usual) return usual
  }
  return text('risk.action.ask')
}

/** The table behind the suggestions: for each column what is suggested when it is a reason, or null. */
export function actionTable(columns: readonly string[]): { column: string; usual: Text | null }[] {
  return columns.map((column) => ({ column, usual: usualAction({ column, side: null }) }))
}
