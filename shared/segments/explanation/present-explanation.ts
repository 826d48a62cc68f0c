import type { TableCell, TableElement } from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import { conditionText } from './conditions'
import type { SegmentExplanation } from './explain-segments'
import type { ExplainedFeature, FeatureDifference } from './feature-differences'
import type { SegmentRule } from './find-rules'
import type { ExampleRow, ExampleRows } from './typical-rows'

type Namer = (label: number) => Text

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`explanation.${id}`, values)

/** Differences shown per segment, largest first. */
const MOST_DIFFERENCES = 6
/** Segments whose differences are listed. */
const MOST_SEGMENTS = 20
/** From this corrected p-value on a difference may be chance. */
const LEVEL = 0.05
/** P-values below this are written as a limit. */
const SMALLEST = 0.001

/** Rules, tested differences and example rows of segments, as tables. */
export function explanationElements(
  explanation: SegmentExplanation,
  examples: ExampleRows | null,
  segmentName: Namer,
): TableElement[] {
  return [
    ...(explanation.rules.length > 0 ? [rulesTable(explanation.rules, segmentName)] : []),
    ...(explanation.features.length > 0 ? [differencesTable(explanation, segmentName)] : []),
    ...(examples && examples.typical.length > 0 ? [examplesTable(examples, segmentName)] : []),
  ]
}

/** " Rule: visits at least 5 and spend below 200 (finds 94 % of them; 97 % of those found belong here)." */
export function ruleSentence(rule: SegmentRule | undefined): Text {
  if (!rule || rule.conditions.length === 0) return literal('')
  return word('rule.sentence', {
    conditions: rule.conditions.map(conditionText),
    coverage: quantity(rule.coverage, 'percent', 0),
    precision: quantity(rule.precision, 'percent', 0),
  })
}

function rulesTable(rules: readonly SegmentRule[], segmentName: Namer): TableElement {
  return {
    type: 'table',
    id: 'segment-rules',
    title: word('rules.title'),
    caption: word('rules.caption'),
    columns: [
      { id: 'segment', label: text('segments.table.segment') },
      { id: 'rule', label: word('rules.rule') },
      { id: 'coverage', label: word('rules.coverage'), hint: word('rules.coverageHint'), unit: 'percent', bar: true },
      {
        id: 'precision',
        label: word('rules.precision'),
        hint: word('rules.precisionHint'),
        unit: 'percent',
        bar: true,
      },
      { id: 'support', label: word('rules.support'), hint: word('rules.supportHint'), unit: 'count' },
    ],
    rows: rules.map(({ segment, conditions, coverage, precision, support }) => [
      segmentName(segment),
      conditionsText(conditions.map(conditionText)),
      coverage,
      precision,
      support,
    ]),
  }
}

/** Conditions that must all hold, as one text. */
export function conditionsText(conditions: readonly Text[]): Text {
  return conditions.length === 0 ? word('rule.everyRow') : word('rule.all', { conditions })
}

function differencesTable({ features, rankedRows }: SegmentExplanation, segmentName: Namer): TableElement {
  const segments = features[0]?.segments.length ?? 0
  const rows = Array.from({ length: Math.min(segments, MOST_SEGMENTS) }, (_, segment) =>
    strongest(features, segment).map((feature) => differenceRow(feature, segment, segmentName)),
  )
  return {
    type: 'table',
    id: 'segment-tests',
    title: word('tests.title'),
    caption: word('tests.caption', { rows: quantity(rankedRows, 'count') }),
    columns: [
      { id: 'segment', label: text('segments.table.segment') },
      { id: 'column', label: word('tests.column') },
      { id: 'shaped', label: word('tests.shaped'), hint: word('tests.shapedHint') },
      { id: 'inside', label: word('tests.inside') },
      { id: 'outside', label: word('tests.outside') },
      { id: 'effect', label: word('tests.effect'), hint: word('tests.effectHint'), decimals: 2, heat: true },
      { id: 'test', label: word('tests.test') },
      { id: 'p', label: word('tests.p'), hint: word('tests.pHint') },
      { id: 'holm', label: word('tests.holm'), hint: word('tests.holmHint') },
      { id: 'rank', label: word('tests.rank'), hint: word('tests.rankHint') },
    ],
    rows: rows.flat(),
  }
}

function strongest(features: readonly ExplainedFeature[], segment: number): ExplainedFeature[] {
  const size = (feature: ExplainedFeature) => Math.abs(feature.segments[segment]?.effect ?? 0)
  return features
    .filter((feature) => feature.segments[segment]?.effect !== null)
    .sort((a, b) => size(b) - size(a))
    .slice(0, MOST_DIFFERENCES)
}

function differenceRow(feature: ExplainedFeature, segment: number, segmentName: Namer): TableCell[] {
  const found = feature.segments[segment] as FeatureDifference
  const { inside, outside, effect, degrees, statistic } = found
  const isNominal = feature.kind === 'nominal'
  const column = literal(feature.name)
  const test = word(isNominal ? 'tests.chiSquared' : 'tests.welch', {
    value: quantity(statistic, 'number', 2),
    degrees: quantity(degrees, 'number', isNominal ? 0 : 1),
  })
  return [
    segmentName(segment),
    isNominal && found.level !== null ? word('tests.level', { column, level: literal(found.level) }) : column,
    feature.shaped,
    valueText(feature, inside),
    valueText(feature, outside),
    effect,
    test,
    probability(found.pAdjusted),
    probability(found.pHolm),
    probability(found.rankP),
  ]
}

function valueText({ kind, measureType }: ExplainedFeature, value: number | null): Text {
  const unit = kind === 'nominal' ? 'percent' : measureType === 'time' ? 'date' : 'number'
  return word('value', { value: quantity(value, unit) })
}

function probability(p: number | null): TableCell {
  if (p === null) return null
  if (p < SMALLEST) return word('tests.small', { limit: quantity(SMALLEST, 'number') })
  return p > LEVEL
    ? word('tests.chance', { p: quantity(p, 'number', 3) })
    : word('value', { value: quantity(p, 'number', 3) })
}

function examplesTable({ typical, borderline }: ExampleRows, segmentName: Namer): TableElement {
  const row = (kind: 'typical' | 'borderline', example: ExampleRow): TableCell[] => [
    segmentName(example.segment),
    word(`examples.${kind}`),
    example.row + 1,
    example.distance,
    example.other === null ? null : segmentName(example.other),
    example.margin,
  ]
  return {
    type: 'table',
    id: 'segment-examples',
    title: word('examples.title'),
    caption: word('examples.caption'),
    columns: [
      { id: 'segment', label: text('segments.table.segment') },
      { id: 'kind', label: word('examples.kind') },
      { id: 'row', label: word('examples.row'), unit: 'count' },
      { id: 'distance', label: word('examples.distance'), hint: word('examples.distanceHint') },
      { id: 'other', label: word('examples.other') },
      { id: 'margin', label: word('examples.margin'), hint: word('examples.marginHint') },
    ],
    rows: typical
      .slice(0, MOST_SEGMENTS)
      .flatMap((examples, segment) => [
        ...examples.map((example) => row('typical', example)),
        ...(borderline[segment] ?? []).map((example) => row('borderline', example)),
      ]),
  }
}
