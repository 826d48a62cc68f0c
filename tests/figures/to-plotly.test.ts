import { describe, expect, test } from 'vitest'
import { literal, quantity, text } from '../../shared/contract/text'
import { colorOf } from '../../shared/figures/palette'
import { segmentNamer } from '../../shared/figures/segment-name'
import { type FigureReader, toPlotly } from '../../shared/figures/to-plotly'

const english: FigureReader = { language: 'en', currency: 'CNY', theme: 'light' }

describe('toPlotly', () => {
  test('texts are said in the reader’s language and shown as they are written', () => {
    const names = segmentNamer({ 1: '<b>A & B</b>' })
    const figure = {
      data: [{ type: 'bar', y: [0, 1, -1].map((label) => ({ $text: names(label) })) }],
      layout: { xaxis: { title: { text: { $text: literal('first\nsecond') } } } },
    }
    const { data, layout } = toPlotly(figure, english)
    expect(data[0]?.y).toEqual(['Segment 1', '&lt;b>A & B&lt;/b>', 'No segment'])
    expect(layout).toMatchObject({ xaxis: { title: { text: 'first<br>second' } } })
    expect(toPlotly(figure, { ...english, language: 'zh-CN' }).data[0]?.y).toEqual([
      '分群 1',
      '&lt;b>A & B&lt;/b>',
      '未归类',
    ])
  })

  test('a hover pattern keeps Plotly’s own notation', () => {
    const figure = { data: [{ hovertemplate: { $text: text('figures.densityHover') } }], layout: {} }
    expect(toPlotly(figure, english).data[0]?.hovertemplate).toBe('Rows: %{customdata:,d}<extra></extra>')
  })

  test('colours are the theme’s, wherever they stand', () => {
    const figure = { data: [{ marker: { color: [{ $color: 'segment-0' }, { $color: 'accent' }] } }], layout: {} }
    for (const theme of ['light', 'dark', 'paper'] as const) {
      const { data } = toPlotly(figure, { ...english, theme })
      expect(data[0]).toEqual({ marker: { color: [colorOf('segment-0', theme), colorOf('accent', theme)] } })
    }
  })

  test('colours of a scale are found beside its numbers', () => {
    const figure = {
      data: [
        {
          colorscale: [
            [0, { $color: 'background' }],
            [1, { $color: 'ink@0' }],
          ],
        },
      ],
      layout: {},
    }
    expect(toPlotly(figure, english).data[0]?.colorscale).toEqual([
      [0, '#ffffff'],
      [1, 'rgba(29, 31, 30, 0)'],
    ])
  })

  test('typed arrays are handed on, not copied', () => {
    const x = Float64Array.of(1, 2)
    const z = [Float32Array.of(1)]
    const { data } = toPlotly({ data: [{ x, z }], layout: {} }, english)
    expect(data[0]?.x).toBe(x)
    const drawn = data[0]?.z as unknown[]
    expect(drawn[0]).toBe(z[0])
  })

  test('what a method says of its layout holds, the rest is everybody’s', () => {
    const { layout } = toPlotly({ data: [], layout: { legend: { y: 1.12 }, margin: { l: 99 } } }, english)
    expect(layout).toMatchObject({ legend: { y: 1.12, orientation: 'h' }, margin: { l: 99, r: 16 } })
    expect(JSON.stringify(layout)).toContain('Noto Sans CJK SC')
  })

  test('nothing is left to be said or coloured', () => {
    const figure = {
      data: [
        {
          name: { $text: text('figures.segment', { number: quantity(3, 'count') }) },
          line: { color: { $color: 'grid' } },
        },
      ],
      layout: { shapes: [{ fillcolor: { $color: 'accent@0.1' } }] },
    }
    expect(JSON.stringify(toPlotly(figure, english))).not.toMatch(/\$(text|color)/)
  })

  test('Chinese readers get Plotly in Chinese', () => {
    const { config } = toPlotly({ data: [], layout: {} }, { ...english, language: 'zh-CN' })
    expect(config).toMatchObject({
      locale: 'zh-CN',
      locales: { 'zh-CN': { format: { shortDays: expect.arrayContaining(['周一']) } } },
    })
  })
})
