import type { MetricElement, ResultElement, TextElement } from '@shared/contract/result-elements'

/** What is laid out together: neighbouring metrics stand in a row, neighbouring paragraphs on segments as cards. */
export type ElementGroup =
  | { kind: 'single'; id: string; element: ResultElement }
  | { kind: 'metrics'; id: string; elements: MetricElement[] }
  | { kind: 'segments'; id: string; elements: TextElement[] }

function kindOf(element: ResultElement): ElementGroup['kind'] {
  if (element.type === 'metric') return 'metrics'
  if (element.type === 'text' && element.style === 'paragraph' && element.segment !== undefined) return 'segments'
  return 'single'
}

/** Groups a result's elements for the screen, in their order. Cost: one pass. */
export function groupElements(elements: readonly ResultElement[]): ElementGroup[] {
  const groups: ElementGroup[] = []
  for (const element of elements) {
    const kind = kindOf(element)
    const last = groups.at(-1)
    if (kind === 'metrics' && last?.kind === 'metrics') last.elements.push(element as MetricElement)
    else if (kind === 'segments' && last?.kind === 'segments') last.elements.push(element as TextElement)
    else if (kind === 'metrics') groups.push({ kind, id: element.id, elements: [element as MetricElement] })
    else if (kind === 'segments') groups.push({ kind, id: element.id, elements: [element as TextElement] })
    else groups.push({ kind: 'single', id: element.id, element })
  }
  return groups
}
