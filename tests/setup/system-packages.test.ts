import { expect, test } from 'vitest'
import { missingNeeds, namesToInstall, needs, parseInstalled } from '../../electron/setup/system-packages.mjs'

test('only completely installed packages count as installed', () => {
  const listing = 'install ok installed\tlibnss3\ndeinstall ok config-files\txvfb\ninstall ok half-configured\txauth\n'
  expect(parseInstalled(listing)).toEqual(new Set(['libnss3']))
})

test('a need is met by any of its names', () => {
  const older = missingNeeds(needs, new Set(['libgtk-3-0'])).flatMap((need) => need.names)
  const newer = missingNeeds(needs, new Set(['libgtk-3-0t64'])).flatMap((need) => need.names)
  expect(older).toEqual(newer)
  expect(older).not.toContain('libgtk-3-0')
  expect(missingNeeds(needs, new Set(needs.map((need) => need.names[0] ?? '')))).toEqual([])
})

test('the name that the release knows is asked for; the usual one when nothing is known', () => {
  const missing = needs.filter((need) => need.names.includes('libasound2'))
  expect(namesToInstall(missing, new Set(['libasound2t64']))).toEqual(['libasound2t64'])
  expect(namesToInstall(missing, new Set(['libasound2', 'libasound2t64']))).toEqual(['libasound2'])
  expect(namesToInstall(missing, new Set())).toEqual(['libasound2'])
})

test('a bare machine is asked for every need once', () => {
  expect(namesToInstall(missingNeeds(needs, new Set()), new Set())).toEqual([
    'libgtk-3-0',
    'libnss3',
    'libasound2',
    'libgbm1',
    'xvfb',
    'xauth',
    'fonts-noto-cjk',
    'poppler-utils',
  ])
})
