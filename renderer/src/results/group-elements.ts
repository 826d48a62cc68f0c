import type { MetricElement, ResultElement, TableElement, TextElement } from '@shared/contract/result-elements'

/** What is laid out together: neighbouring metrics and tables stand side by side, neighbouring paragraphs on segments as cards. */
export type ElementGroup =
  | { kind: 'single'; id: string; element: ResultElement }
  | { kind: 'metrics'; id: string; elements: MetricElement[] }
  | { kind: 'segments'; id: string; elements: TextElement[] }
  | { kind: 'tables'; id: string; elements: TableElement[] }

function kindOf(element: ResultElement): ElementGroup['kind'] {
  if (element.type === 'metric') return 'metrics'
  if (element.type === 'table') return 'tables'
  if (element.type === 'text' && element.style === 'paragraph' && element.segment !== undefined) return 'segments'
  return 'single'
}

/** Groups a result's elements for the screen, in their order. Cost: one pass. */
export function groupElements(elements: readonly ResultElement[]): ElementGroup[] {
  const groups: ElementGroup[] = []
  for (const element of elements) {
    const kind = kindOf(element)
    const last = groups.at(-1)
    if (kind === 'single') groups.push({ kind, id: element.id, element })
    else if (last?.kind === kind) (last.elements as ResultElement[]).push(element)
    else groups.push({ kind, id: element.id, elements: [element] } as ElementGroup)
  }
  return groups
}

/** How many groups sum the result up, before its first figure, table or segment. */
export function summaryLength(groups: readonly ElementGroup[]): number {
  const isDetail = (group: ElementGroup) =>
    group.kind === 'segments' || group.kind === 'tables' || (group.kind === 'single' && group.element.type === 'figure')
  const first = groups.findIndex(isDetail)
  return first < 0 ? groups.length : first
}
