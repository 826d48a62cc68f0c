import type { TableCell, TableElement } from '../contract/result-elements'
import { literal, type Text, text } from '../contract/text'
import type { NominalProfile, SegmentProfile } from './segment-profile'

/** Means of every numeric column per segment in original units, with size and share; the last row is all rows. */
export function profileTable(
  profile: SegmentProfile,
  sizes: readonly number[],
  total: number,
  segmentName: (label: number) => Text,
  silhouettes?: readonly (number | null)[],
): TableElement {
  const measured = silhouettes !== undefined
  const rows = sizes.map((size, segment): TableCell[] => [
    segmentName(segment),
    size,
    size / total,
    ...(measured ? [silhouettes[segment] ?? null] : []),
    ...profile.numeric.map(({ means }) => means[segment] ?? null),
  ])
  const totals: TableCell[] = [text('segments.table.all'), total, 1, ...(measured ? [null] : [])]
  return {
    type: 'table',
    id: 'segment-profile',
    title: text('segments.table.title'),
    caption: text('segments.table.caption'),
    columns: [
      { id: 'segment', label: text('segments.table.segment') },
      { id: 'size', label: text('segments.table.size'), unit: 'count' },
      { id: 'share', label: text('segments.table.share'), unit: 'percent', bar: true },
      ...(measured
        ? [
            {
              id: 'silhouette',
              label: text('segments.table.silhouette'),
              decimals: 2,
              hint: text('segments.table.silhouetteHint'),
            },
          ]
        : []),
      ...profile.numeric.map(({ name, measureType }, j) => ({
        id: `column-${j}`,
        label: literal(name),
        unit: measureType === 'time' ? ('date' as const) : ('number' as const),
      })),
    ],
    rows,
    totals: [...totals, ...profile.numeric.map(({ overall }) => overall)],
  }
}

/** Shares of a nominal column's values in each segment and overall. */
export function levelTables(profile: SegmentProfile, segmentName: (label: number) => Text): TableElement[] {
  return profile.nominal.map((column, position) => levelTable(column, position, segmentName))
}

function levelTable(column: NominalProfile, position: number, segmentName: (label: number) => Text): TableElement {
  const hidden = column.distinct - column.levels.length
  return {
    type: 'table',
    id: `levels-${position}`,
    title: text('segments.levels.title', { column: literal(column.name) }),
    ...(hidden > 0 ? { caption: text('segments.levels.hidden', { hidden }) } : {}),
    columns: [
      { id: 'level', label: literal(column.name) },
      { id: 'overall', label: text('segments.table.all'), unit: 'percent' },
      ...column.shares.map((_, segment) => ({
        id: `segment-${segment}`,
        label: segmentName(segment),
        unit: 'percent' as const,
        bar: true,
      })),
    ],
    rows: column.levels.map((level, at) => [
      level,
      column.overall[at] ?? null,
      ...column.shares.map((shares) => shares[at] ?? null),
    ]),
  }
}
