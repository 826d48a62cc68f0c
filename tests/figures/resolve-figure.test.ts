import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FigureElement, FigureTrace } from '../../shared/contract/result-elements'
import { literal } from '../../shared/contract/text'
import { type Column, createMatrix, NO_LABEL } from '../../shared/dataset/column'
import { type FigureSources, mostMarks, mostVectorMarks, resolveFigure } from '../../shared/figures/resolve-figure'
import { createRandom } from '../../shared/math/random'

function figure(data: FigureTrace[], rest: Partial<FigureElement> = {}): FigureElement {
  return { type: 'figure', id: 'figure', title: literal('Figure'), data, layout: {}, ...rest }
}

function numeric(name: string, values: ArrayLike<number>, measureType: Column['measureType'] = 'continuous'): Column {
  return { kind: 'numeric', name, measureType, values: Float64Array.from(values) }
}

function sourcesOf(columns: Column[], result: unknown = {}): FigureSources {
  return {
    result,
    column: (name) => {
      const found = columns.find((column) => column.name === name)
      if (!found) throw new Error(`no column ${name}`)
      return found
    },
    segmentName: (label) => literal(`S${label}`),
  }
}

/** n points around three centres, with their labels. */
function threeClouds(n: number) {
  const random = createRandom(1)
  const labels = Int32Array.from({ length: n }, (_, i) => i % 3)
  const x = Float64Array.from(labels, (label) => label * 10 + random.normal())
  const y = Float64Array.from(labels, (label) => label * label + random.normal())
  return { labels, sources: sourcesOf([numeric('x', x), numeric('y', y)], { labels }), x, y }
}

const scatter: FigureTrace = {
  type: 'scattergl',
  mode: 'markers',
  x: { $column: 'x' },
  y: { $column: 'y' },
  $groupBy: { $result: 'labels' },
  $hull: true,
  $centers: true,
  $rows: true,
}

describe('references', () => {
  const matrix = { ...createMatrix(3, 2), data: Float64Array.of(1, 2, 3, 4, 5, 6) }

  test('an array, a column of a matrix, the rows of a matrix and a nested path are filled in', () => {
    const result = { scores: matrix, 'a.b': { list: [7, 8] }, ratio: Float64Array.of(0.7, 0.3) }
    const trace = {
      type: 'heatmap',
      x: { $result: 'ratio' },
      y: { $result: 'scores', column: 1 },
      z: { $result: 'scores' },
    }
    const { data } = resolveFigure(
      figure([trace, { type: 'bar', x: { $result: 'a\\.b.list' } }]),
      sourcesOf([], result),
    )
    expect(data[0]).toEqual({
      type: 'heatmap',
      x: Float64Array.of(0.7, 0.3),
      y: Float64Array.of(2, 4, 6),
      z: [Float64Array.of(1, 2), Float64Array.of(3, 4), Float64Array.of(5, 6)],
    })
    expect(data[1]).toEqual({ type: 'bar', x: [7, 8] })
  })

  test('a reference to nothing is refused by name', () => {
    expect(() => resolveFigure(figure([{ type: 'bar', x: { $result: 'nothing' } }]), sourcesOf([]))).toThrowError(
      expect.objectContaining({ error: expect.objectContaining({ code: 'figureReferenceUnknown' }) }),
    )
  })

  test('a picker chooses the array, and its label is the title of the axis', () => {
    const options = ['x', 'y'].map((name) => ({ label: literal(name), value: { $column: name } }))
    const element = figure([{ type: 'scatter', x: { $pick: 'p' } }], {
      pickers: [{ id: 'p', label: literal('p'), options, initial: 0 }],
      layout: { xaxis: { title: { text: { $pick: 'p' } } } },
    })
    const sources = sourcesOf([numeric('x', [1]), numeric('y', [2])])
    expect(resolveFigure(element, sources).data[0]?.x).toEqual(Float64Array.of(1))
    const picked = resolveFigure(element, sources, { p: 1 })
    expect(picked.data[0]?.x).toEqual(Float64Array.of(2))
    expect(picked.layout).toMatchObject({ xaxis: { title: { text: { $text: literal('y') } } } })
  })

  test('words of a category column are shown as written; dates get a date axis', () => {
    const place: Column = {
      kind: 'categorical',
      name: 'c',
      measureType: 'nominal',
      codes: Int32Array.of(1, -1, 0),
      levels: ['<b>', 'R&amp;D'],
    }
    const { data, layout } = resolveFigure(
      figure([{ type: 'bar', x: { $column: 'day' }, y: { $column: 'c' } }]),
      sourcesOf([place, numeric('day', [0, 86_400_000, 0], 'time')]),
    )
    expect(data[0]?.y).toEqual(['R&amp;amp;D', null, '&lt;b>'])
    expect(layout).toMatchObject({ xaxis: { type: 'date' } })
  })
})

describe('groups', () => {
  test('every row with coordinates and a label is drawn once, in its group, with its own values', () => {
    const value = fc.option(fc.integer({ min: -100, max: 100 }), { nil: Number.NaN })
    const row = fc.record({ x: value, y: value, label: fc.constantFrom(-1, 0, 1, 2, 12, NO_LABEL) })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const labels = Int32Array.from(rows, ({ label }) => label)
        const columns = [
          numeric(
            'x',
            rows.map(({ x }) => x),
          ),
          numeric(
            'y',
            rows.map(({ y }) => y),
          ),
        ]
        const trace = { ...scatter, marker: { size: { $column: 'x' } }, text: { $column: 'y' } }
        const { data, rowIds } = resolveFigure(figure([trace]), sourcesOf(columns, { labels }))
        const seen = data.flatMap((made, t) =>
          Array.from(rowIds[t] ?? [], (row, i) => {
            const label = Number(String((made.legendgroup as string).replace('segment-', '')))
            const at = (values: unknown) => (values as ArrayLike<number>)[i]
            const marker = made.marker as { size: unknown }
            expect([at(made.x), at(made.y), at(marker.size), at(made.text), label]).toEqual([
              rows[row]?.x,
              rows[row]?.y,
              rows[row]?.x,
              rows[row]?.y,
              rows[row]?.label,
            ])
            return row
          }),
        )
        const expected = rows.flatMap(({ x, y, label }, i) =>
          Number.isNaN(x) || Number.isNaN(y) || label === NO_LABEL ? [] : [i],
        )
        expect(seen.sort((a, b) => a - b)).toEqual(expected)
      }),
    )
  })

  test('groups come in the order of their labels, named and coloured as segments', () => {
    const { sources } = threeClouds(90)
    const { data } = resolveFigure(figure([{ ...scatter, $hull: false, $centers: false }]), sources)
    expect(data.map(({ name }) => name)).toEqual([0, 1, 2].map((label) => ({ $text: literal(`S${label}`) })))
    expect(data.map(({ marker }) => (marker as { color: unknown }).color)).toEqual(
      [0, 1, 2].map((label) => ({ $color: `segment-${label}` })),
    )
    expect(new Set(data.map(({ marker }) => (marker as { symbol: string }).symbol)).size).toBe(3)
  })

  test('the hull of a group holds all its points, its centre is their mean', () => {
    const { sources, x, labels } = threeClouds(300)
    const { data } = resolveFigure(figure([scatter]), sources)
    const xOf = (trace: number) => data[trace]?.x as number[]
    expect(data[0]).toMatchObject({ fill: 'toself', hoverinfo: 'skip', fillcolor: { $color: 'segment-0@0.08' } })
    const own = x.filter((_, i) => labels[i] === 0)
    expect(Math.max(...xOf(0))).toBe(Math.max(...own))
    expect(Math.min(...xOf(0))).toBe(Math.min(...own))
    expect(xOf(6)[0]).toBeCloseTo(own.reduce((a, b) => a + b, 0) / own.length, 12)
  })

  test('noise has neither hull nor centre', () => {
    const labels = Int32Array.of(-1, -1, -1, -1)
    const sources = sourcesOf([numeric('x', [0, 1, 1, 0]), numeric('y', [0, 0, 1, 1])], { labels })
    const { data } = resolveFigure(figure([scatter]), sources)
    expect(data).toHaveLength(1)
  })

  test('the input is not changed', () => {
    const { sources } = threeClouds(60)
    const element = figure([scatter])
    const before = structuredClone({ element, result: sources.result })
    resolveFigure(element, sources)
    expect({ element, result: sources.result }).toEqual(before)
  })
})

describe('many points', () => {
  const n = 60_000

  test('up to 20,000 points stay points; one more makes a density image that says so', () => {
    expect(resolveFigure(figure([scatter]), threeClouds(mostMarks).sources).reduced).toBeNull()
    const { data, reduced } = resolveFigure(figure([scatter]), threeClouds(mostMarks + 1).sources)
    expect(reduced).toMatchObject({ points: mostMarks + 1, as: 'density' })
    expect(data.filter(({ type }) => type === 'scattergl')).toHaveLength(0)
    expect(data.map(({ type }) => type)).toContain('heatmap')
  })

  test('few points are vectors, many are drawn by WebGL', () => {
    const typesOf = (n: number) => {
      const { data } = resolveFigure(figure([{ ...scatter, $hull: false, $centers: false }]), threeClouds(n).sources)
      return new Set(data.map(({ type }) => type))
    }
    expect(typesOf(mostVectorMarks)).toEqual(new Set(['scatter']))
    expect(typesOf(mostVectorMarks + 1)).toEqual(new Set(['scattergl']))
  })

  test('bins hold every point, and at most 300 × 200 of them exist', () => {
    const { data, reduced } = resolveFigure(figure([scatter]), threeClouds(n).sources)
    const heatmap = data.find(({ type }) => type === 'heatmap') as {
      x: Float64Array
      z: Float32Array[]
      customdata: number[][]
    }
    expect(heatmap.x.length - 1).toBeLessThanOrEqual(300)
    expect(heatmap.z.length).toBeLessThanOrEqual(200)
    expect(heatmap.customdata.flat().reduce((a, b) => a + b, 0)).toBe(n)
    const filled = heatmap.customdata.flat().filter((count) => count > 0).length
    expect(reduced?.marks).toBe(filled)
    expect(heatmap.z.flatMap((row) => [...row]).filter((value) => !Number.isNaN(value))).toHaveLength(filled)
  })

  test('a bin has the colour of the group with most points in it', () => {
    const { data } = resolveFigure(figure([scatter]), threeClouds(n).sources)
    const { x, z } = data.find(({ type }) => type === 'heatmap') as { x: Float64Array; z: Float32Array[] }
    for (const row of z) {
      row.forEach((value, column) => {
        if (Number.isNaN(value)) return
        const center = ((x[column] as number) + (x[column + 1] as number)) / 2
        if (Math.abs(center - 0) < 3) expect(Math.floor(value)).toBe(0)
        if (Math.abs(center - 20) < 3) expect(Math.floor(value)).toBe(2)
      })
    }
  })

  test('hulls and centres are of all points, marked or not', () => {
    const { sources } = threeClouds(n)
    const { data } = resolveFigure(figure([scatter]), sources)
    const few = resolveFigure(figure([{ ...scatter, $rows: false }]), sources)
    expect(data.filter(({ fill }) => fill === 'toself')).toHaveLength(3)
    expect(data.filter(({ fill }) => fill === 'toself')).toEqual(few.data.filter(({ fill }) => fill === 'toself'))
  })

  test('points come back where the visible part holds few enough', () => {
    const { sources, x, y } = threeClouds(n)
    const viewport = { x: [-0.5, 0.5], y: [-0.5, 0.5] } as const
    const { data, rowIds, reduced } = resolveFigure(figure([scatter]), sources, {}, viewport)
    expect(reduced).toBeNull()
    expect(data.map(({ type }) => type)).not.toContain('heatmap')
    const shown = rowIds.flatMap((ids) => [...ids]).sort((a, b) => a - b)
    const expected = Array.from(x.keys()).filter(
      (i) => Math.abs(x[i] as number) <= 0.5 && Math.abs(y[i] as number) <= 0.5,
    )
    expect(shown).toEqual(expected)
  })

  test('a logarithmic axis is binned in its own scale', () => {
    const values = Float64Array.from({ length: n }, (_, i) => 10 ** ((i % 400) / 100))
    const sources = sourcesOf([numeric('x', values), numeric('y', values)])
    const trace = { type: 'scattergl', x: { $column: 'x' }, y: { $column: 'y' }, $rows: true }
    const element = figure([trace], { layout: { xaxis: { type: 'log' } } })
    const heatmap = resolveFigure(element, sources).data[0] as { x: Float64Array }
    const ratios = [...heatmap.x].slice(1).map((edge, i) => edge / (heatmap.x[i] as number))
    expect(Math.max(...ratios) / Math.min(...ratios)).toBeCloseTo(1, 9)
  })

  test('what is not flat is sampled, the same each time, and short traces beside it stay whole', () => {
    const { sources } = threeClouds(n)
    const cloud = { type: 'scatter3d', x: { $column: 'x' }, y: { $column: 'y' }, z: { $column: 'x' }, $rows: true }
    const element = figure([cloud, { type: 'scatter', mode: 'lines', x: [0, 1, null], y: [0, 1, null] }])
    const first = resolveFigure(element, sources)
    expect(first.reduced).toMatchObject({ points: n, as: 'sample' })
    expect(first.rowIds[0]?.length).toBeLessThanOrEqual(mostMarks)
    expect(first.rowIds[0]?.length).toBeGreaterThan(mostMarks * 0.99)
    expect(first.data[1]?.x).toEqual([0, 1, null])
    expect(resolveFigure(element, sources).rowIds[0]).toEqual(first.rowIds[0])
  })
})
