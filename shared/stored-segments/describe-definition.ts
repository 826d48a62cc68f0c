import { describeCondition } from '../conditions/describe-condition'
import { literal, quantity, type Text, text } from '../contract/text'
import type { SegmentDefinition } from './segment-definition'

/** What a definition names by id, in words. */
export interface DefinitionNames {
  segment(id: string): string
  dataset(id: string): string
  run(id: string): Text
}

/** Says a definition in words: "amount is at least 1,000", "“Big” and “Loyal” together". */
export function describeDefinition(definition: SegmentDefinition, names: DefinitionNames): Text {
  switch (definition.kind) {
    case 'rule':
      return describeCondition(definition.condition, (dataset) => names.dataset(dataset))
    case 'cluster':
      return text('stored.says.cluster', { number: definition.label + 1, run: names.run(definition.runId) })
    case 'cells':
      return text('stored.says.cells', {
        cells: definition.cells.slice(0, 12).map(literal),
        run: names.run(definition.runId),
      })
    case 'score': {
      const { from, to } = definition
      const kind = from !== null && to !== null ? 'Between' : from !== null ? 'From' : 'To'
      return text(`stored.says.score${kind}`, {
        path: literal(definition.path.split('.').at(-1) ?? ''),
        from: quantity(from, 'number'),
        to: quantity(to, 'number'),
        run: names.run(definition.runId),
      })
    }
    case 'risk': {
      const { limit } = definition.choice
      return text(`risk.says.${limit.kind}`, {
        run: names.run(definition.runId),
        ...(limit.kind === 'capacity' ? { count: limit.count } : {}),
        ...(limit.kind === 'threshold' ? { from: quantity(limit.probability, 'percent', 0) } : {}),
      })
    }
    case 'rows':
      return text('stored.says.rows', { count: definition.count, revision: definition.from.revision })
    case 'set': {
      const all = definition.segments.map((id) => text('stored.says.quoted', { name: literal(names.segment(id)) }))
      const [first = literal('–'), ...others] = all
      return definition.operation === 'difference'
        ? text('stored.says.difference', { first, others })
        : text(`stored.says.${definition.operation}`, { segments: all })
    }
  }
}
