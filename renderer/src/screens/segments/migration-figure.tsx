import type { Migration } from '@shared/contract/segment-channels'
import { colorOf, segmentColor, type Theme } from '@shared/figures/palette'
import { useMemo, useRef } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useColors } from '../../app/theme/theme-provider'
import { notifyError } from '../../components/notify'
import { Plot } from '../../results/figure/plot'

interface Words {
  other: string
  came: string
  gone: string
}

/** Customers as streams from the groups before to the groups after. */
export function MigrationFigure({ migration }: { migration: Migration }) {
  const t = useText()
  const theme = useColors()
  const element = useRef<HTMLDivElement>(null)
  const [other, came, gone] = [t('stored.migration.other'), t('stored.migration.new'), t('stored.migration.gone')]
  const figure = useMemo(() => sankey(migration, { other, came, gone }, theme), [migration, other, came, gone, theme])
  const height = Math.min(640, 160 + 40 * Math.max(migration.from.length, migration.to.length))
  return (
    <Plot
      figure={figure}
      label={t('stored.migration.title')}
      height={height}
      elementRef={element}
      onFailed={notifyError}
    />
  )
}

function sankey({ from, to, counts }: Migration, words: Words, theme: Theme) {
  const before = [...from.map(({ name }) => name), words.other, words.came]
  const after = [...to.map(({ name }) => name), words.other, words.gone]
  const grey = colorOf('segment--1', theme)
  const colours = [
    ...from.map(({ colour }) => segmentColor(colour, theme)),
    grey,
    grey,
    ...to.map(({ colour }) => segmentColor(colour, theme)),
    grey,
    grey,
  ]
  const links = counts.flatMap((line, i) => line.flatMap((value, j) => (value > 0 ? [{ i, j, value }] : [])))
  const used = new Set(links.flatMap(({ i, j }) => [i, before.length + j]))
  const places = [...used].sort((a, b) => a - b)
  const placeOf = new Map(places.map((node, place) => [node, place]))
  const label = [...before, ...after]
  return {
    data: [
      {
        type: 'sankey',
        arrangement: 'snap',
        node: {
          label: places.map((node) => label[node]),
          color: places.map((node) => colours[node]),
          pad: 18,
          thickness: 14,
          line: { width: 0 },
          hovertemplate: '%{label}: %{value}<extra></extra>',
        },
        link: {
          source: links.map(({ i }) => placeOf.get(i)),
          target: links.map(({ j }) => placeOf.get(before.length + j)),
          value: links.map(({ value }) => value),
          color: links.map(({ i }) => `${colours[i]}55`),
          hovertemplate: '%{source.label} → %{target.label}: %{value}<extra></extra>',
        },
      },
    ],
    layout: {
      margin: { l: 8, r: 8, t: 16, b: 16 },
      paper_bgcolor: 'rgba(0,0,0,0)',
      font: { color: colorOf('text', theme), size: 12 },
      separators: '.,',
    },
    config: { responsive: false },
  }
}
