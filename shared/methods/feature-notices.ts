import type { NoticeElement } from '../contract/result-elements'
import { literal, type Text, text } from '../contract/text'
import type { PresentContext } from './define-method'
import type { FeaturePreparation } from './feature-policy'

/** What a reader must know of how feature columns were prepared: rows left out, values filled in, other units. */
export function featureNotices(
  preparation: readonly FeaturePreparation[],
  { params, diagnostics }: Pick<PresentContext<{ missing: string }>, 'params' | 'diagnostics'>,
): NoticeElement[] {
  const notices: NoticeElement[] = []
  const add = (id: string, words: Text) => notices.push({ type: 'notice', id, level: 'info', text: words })
  if (diagnostics.rowsDropped > 0) add('dropped', text('analysis.notice.dropped', { rows: diagnostics.rowsDropped }))
  const filled = preparation.filter((feature) => feature.filled > 0)
  if (filled.length > 0) {
    const columns = filled.map(({ name, filled: count }) =>
      text('analysis.notice.filledColumn', { column: literal(name), count }),
    )
    add('filled', text('analysis.notice.filled', { fill: params.missing, columns }))
  }
  const fallback = preparation.filter((feature) => feature.usedStandardDeviation)
  if (fallback.length > 0) {
    add(
      'robust-fallback',
      text('analysis.notice.robustFallback', { columns: fallback.map(({ name }) => literal(name)) }),
    )
  }
  return notices
}

/** Says that a computation stopped before it had settled. */
export function convergenceNotice(converged: boolean | null, iterations: number | null): NoticeElement[] {
  if (converged !== false) return []
  const words = text('analysis.notice.notConverged', { iterations: iterations ?? 0 })
  return [{ type: 'notice', id: 'not-converged', level: 'warning', text: words }]
}
