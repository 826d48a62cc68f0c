import { describe, expect, test } from 'vitest'
import { colorOf, contrast, inkOn, segmentColor, segmentColors } from '../../shared/figures/palette'

type Triple = [number, number, number]
type Transform = readonly [Triple, Triple, Triple]

/** Linear RGB as seen without one kind of receptor. Source: Machado, Oliveira & Fernandes (2009), severity 1.0. */
const visions: Record<string, Transform> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function apply(matrix: Transform, [a, b, c]: Triple): Triple {
  return matrix.map(([x, y, z]) => x * a + y * b + z * c) as Triple
}

function linearRgb(color: string): Triple {
  const channels = [1, 3, 5].map((i) => Number.parseInt(color.slice(i, i + 2), 16) / 255)
  return channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as Triple
}

/** Source: Ottosson (2020), "A perceptual color space for image processing". */
function oklab(rgb: Triple): Triple {
  const cones = apply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb.map((value) => Math.min(1, Math.max(0, value))) as Triple,
  )
  return apply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones.map(Math.cbrt) as Triple,
  )
}

function closest(colors: readonly string[], vision: Transform): number {
  const seen = colors.map((color) => oklab(apply(vision, linearRgb(color))))
  const distances = seen.flatMap((a, i) =>
    seen.slice(0, i).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])),
  )
  return Math.min(...distances)
}

describe.each(['light', 'dark'] as const)('segment colours, %s', (theme) => {
  const colors = segmentColors[theme]

  test('there are ten', () => {
    expect(new Set(colors).size).toBe(10)
  })

  test.each(Object.keys(visions))('any two can be told apart with %s', (vision) => {
    expect(closest(colors, visions[vision] as Transform)).toBeGreaterThan(0.075)
  })

  test('each stands out from its ground by 3 : 1, noise too', () => {
    const ground = colorOf('background', theme)
    for (const color of [...colors, segmentColor(-1, theme)]) expect(contrast(color, ground)).toBeGreaterThanOrEqual(3)
  })

  test('a number on a segment can be read by 4.5 : 1', () => {
    for (const color of colors) expect(contrast(color, inkOn(color))).toBeGreaterThanOrEqual(4.5)
  })

  test('text reads by 4.5 : 1', () => {
    for (const name of ['text', 'muted']) {
      expect(contrast(colorOf(name, theme), colorOf('background', theme))).toBeGreaterThanOrEqual(4.5)
    }
  })
})

describe('colorOf', () => {
  test('the eleventh segment has the colour of the first', () => {
    expect(colorOf('segment-10', 'light')).toBe(colorOf('segment-0', 'light'))
  })

  test('an opacity makes the same colour see-through', () => {
    expect(colorOf('background@0.5', 'paper')).toBe('rgba(255, 255, 255, 0.5)')
  })

  test('an unknown name is the colour of text', () => {
    expect(colorOf('no-such-colour', 'dark')).toBe(colorOf('text', 'dark'))
  })
})
