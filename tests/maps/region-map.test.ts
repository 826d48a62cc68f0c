import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { messages } from '../../shared/locales'
import { projections } from '../../shared/maps/projection'
import { plainName, RegionFinder } from '../../shared/maps/region-finder'
import { mapNames, type Region, regionsOf } from '../../shared/maps/region-map'
import { maps } from './maps'

const regions = { world: regionsOf(maps.world), china: regionsOf(maps.china) }
const finders = { world: new RegionFinder(regions.world), china: new RegionFinder(regions.china) }
const idOf = (map: 'world' | 'china', name: string) => regions[map][finders[map].find(name)]?.id

/** Whether a place lies inside a region, holes left out (even–odd rule). */
function holds({ rings }: Region, longitude: number, latitude: number): boolean {
  let inside = false
  for (const ring of rings) {
    for (let i = 2; i < ring.length; i += 2) {
      const [x0, y0, x1, y1] = [ring[i - 2], ring[i - 1], ring[i], ring[i + 1]] as [number, number, number, number]
      if (y0 > latitude !== y1 > latitude && longitude < x0 + ((latitude - y0) / (y1 - y0)) * (x1 - x0))
        inside = !inside
    }
  }
  return inside
}

/** Area on paper in millions of km². */
function areaOf({ rings }: Region, map: 'world' | 'china'): number {
  let twice = 0
  for (const ring of rings) {
    for (let i = 2; i < ring.length; i += 2) {
      const [x0, y0] = projections[map](ring[i - 2] as number, ring[i - 1] as number)
      const [x1, y1] = projections[map](ring[i] as number, ring[i + 1] as number)
      twice += x0 * y1 - x1 * y0
    }
  }
  return (Math.abs(twice / 2) * 6371 ** 2) / 1e6
}

describe.each(mapNames)('%s', (map) => {
  test('every region has a name in both languages, and is found by it, by its code and by all its other names', () => {
    for (const { id, names } of regions[map]) {
      const shown = (['en', 'zh-CN'] as const).map((language) => messages[language].get(`regions.${id}`))
      for (const name of [id, ...shown, ...names]) expect(idOf(map, name ?? ''), `${id}: ${name}`).toBe(id)
    }
  })

  test('no two regions are called the same', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const names = regions[map].map(({ id }) => plainName(messages[language].get(`regions.${id}`) ?? ''))
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    }
  })

  test('outlines are closed, have an area, and lie on earth', () => {
    for (const { id, rings } of regions[map]) {
      for (const ring of rings) {
        expect(ring.length, id).toBeGreaterThanOrEqual(8)
        expect([...ring.subarray(0, 2)], id).toEqual([...ring.subarray(-2)])
        for (let i = 0; i < ring.length; i += 2) {
          expect(Math.abs(ring[i] as number), id).toBeLessThanOrEqual(180)
          expect(Math.abs(ring[i + 1] as number), id).toBeLessThanOrEqual(90)
        }
        // No line runs round the world, as one across the 180th meridian would.
        for (let i = 2; i < ring.length; i += 2)
          expect(Math.abs((ring[i] as number) - (ring[i - 2] as number)), id).toBeLessThan(90)
      }
    }
  })

  test('the point of a region that has an outline lies inside it', () => {
    const outside = regions[map].filter(
      (region) => region.rings.length > 0 && !holds(region, region.longitude, region.latitude),
    )
    expect(outside.map(({ id }) => id)).toEqual([])
  })

  test('areas are true: a small square has the same area on paper wherever it lies (tolerance 0.1 %)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 74, max: 134, noNaN: true }),
        fc.double({ min: 4, max: 53, noNaN: true }),
        (x, y) => {
          const d = 0.05
          const corners = [projections[map](x, y), projections[map](x + d, y), projections[map](x, y + d)] as const
          const [[x0, y0], [x1, y1], [x2, y2]] = corners
          const area = Math.abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0))
          const radians = (d * Math.PI) / 180
          expect(area / (radians ** 2 * Math.cos(((y + d / 2) * Math.PI) / 180))).toBeCloseTo(1, 2)
        },
      ),
    )
  })
})

test.each([
  ['world', 'USA', 'USA'],
  ['world', 'United States', 'USA'],
  ['world', 'the united states', 'USA'],
  ['world', '美国', 'USA'],
  ['world', 'UK', 'GBR'],
  ['world', '英国', 'GBR'],
  ['world', 'South Korea', 'KOR'],
  ['world', "Côte d'Ivoire", 'CIV'],
  ['world', 'COTE D’IVOIRE', 'CIV'],
  ['world', 'cn', 'CHN'],
  ['world', '156', 'CHN'],
  ['world', '中华人民共和国', 'CHN'],
  ['world', 'Viet Nam', 'VNM'],
  ['world', 'Russian Federation', 'RUS'],
  ['world', 'Czech Republic', 'CZE'],
  ['world', 'St. Lucia', 'LCA'],
  ['world', 'Réunion', 'REU'],
  ['china', '广东', 'CN-GD'],
  ['china', '广东省', 'CN-GD'],
  ['china', 'Guangdong', 'CN-GD'],
  ['china', 'GUANGDONG PROVINCE', 'CN-GD'],
  ['china', '粤', 'CN-GD'],
  ['china', '440000', 'CN-GD'],
  ['china', '内蒙古自治区', 'CN-NM'],
  ['china', '新疆维吾尔自治区', 'CN-XJ'],
  ['china', 'Shaanxi', 'CN-SN'],
  ['china', 'Shanxi', 'CN-SX'],
  ['china', '上海市', 'CN-SH'],
  ['china', 'Hong Kong SAR', 'CN-HK'],
  ['china', '臺灣', 'CN-TW'],
] as const)('%s: “%s” is %s', (map, name, id) => {
  expect(idOf(map, name)).toBe(id)
})

test.each(['Atlantis', '', '火星省', 'Guang', 'Unknown'])('“%s” is no region', (name) => {
  expect(idOf('world', name)).toBeUndefined()
  expect(idOf('china', name)).toBeUndefined()
})

/** Seats of the 34 governments: longitude and latitude. */
const capitals: Record<string, [number, number]> = {
  'CN-BJ': [116.41, 39.9],
  'CN-TJ': [117.2, 39.13],
  'CN-HE': [114.51, 38.04],
  'CN-SX': [112.55, 37.87],
  'CN-NM': [111.75, 40.84],
  'CN-LN': [123.43, 41.81],
  'CN-JL': [125.32, 43.82],
  'CN-HL': [126.53, 45.8],
  'CN-SH': [121.47, 31.23],
  'CN-JS': [118.8, 32.06],
  'CN-ZJ': [120.15, 30.27],
  'CN-AH': [117.23, 31.82],
  'CN-FJ': [119.3, 26.08],
  'CN-JX': [115.86, 28.68],
  'CN-SD': [117.12, 36.65],
  'CN-HA': [113.62, 34.75],
  'CN-HB': [114.31, 30.59],
  'CN-HN': [112.94, 28.23],
  'CN-GD': [113.26, 23.13],
  'CN-GX': [108.37, 22.82],
  'CN-HI': [110.2, 20.0],
  'CN-CQ': [106.55, 29.56],
  'CN-SC': [104.07, 30.57],
  'CN-GZ': [106.63, 26.65],
  'CN-YN': [102.83, 24.88],
  'CN-XZ': [91.13, 29.65],
  'CN-SN': [108.94, 34.34],
  'CN-GS': [103.83, 36.06],
  'CN-QH': [101.78, 36.62],
  'CN-NX': [106.23, 38.49],
  'CN-XJ': [87.62, 43.83],
  'CN-TW': [121.56, 25.04],
  'CN-HK': [114.16, 22.33],
}

test('every provincial capital lies in its province and in no other', () => {
  for (const [id, [longitude, latitude]] of Object.entries(capitals)) {
    const found = regions.china.filter((region) => holds(region, longitude, latitude))
    expect(found.map((region) => region.id)).toEqual([id])
  }
})

test.each([
  ['world', 'RUS', 17.1],
  ['world', 'BRA', 8.51],
  ['world', 'AUS', 7.69],
  ['world', 'FRA', 0.55],
  ['china', 'CN-XJ', 1.66],
  ['china', 'CN-SC', 0.486],
  ['china', 'CN-GD', 0.18],
] as const)('%s: %s has its published area of %f million km² (tolerance 4 %%)', (map, id, area) => {
  const region = regions[map].find((one) => one.id === id) as Region
  expect(Math.abs(areaOf(region, map) / area - 1)).toBeLessThan(0.04)
})
