import { meantForAnother, otherNames, shownNames } from './country-names.mjs'
import { provinces } from './provinces.mjs'

/**
 * Names of every region: those that are shown, by language, and all that are recognised, by region.
 * @param {NodeJS.Require} load
 * @param {readonly { id: string, alpha2: string | null, numeric: string | null }[]} countries
 */
export function namesOf(load, countries) {
  const lists = {
    en: load('i18n-iso-countries/langs/en.json').countries,
    zh: load('i18n-iso-countries/langs/zh.json').countries,
  }
  const cldr = {
    en: new Intl.DisplayNames('en', { type: 'region' }),
    zh: new Intl.DisplayNames('zh-Hans', { type: 'region' }),
  }
  const written = {}
  const shown = { en: {}, 'zh-CN': {} }
  for (const { id, alpha2, numeric } of countries) {
    const known = (/** @type {'en' | 'zh'} */ language) =>
      alpha2 === null ? [] : [lists[language][alpha2], cldr[language].of(alpha2)].flat().filter(Boolean)
    shown.en[id] = shownNames.en[id] ?? known('en').at(-1)
    shown['zh-CN'][id] = shownNames.zh[id] ?? known('zh')[0]
    const all = [alpha2, numeric, ...known('en'), ...known('zh'), ...(otherNames[id] ?? [])]
    const wrong = meantForAnother[id] ?? []
    written[id] = distinct(all, [id, shown.en[id], shown['zh-CN'][id], ...wrong])
  }
  for (const [id, , code, short, full, sign, english, ...others] of provinces) {
    shown.en[id] = english
    shown['zh-CN'][id] = short
    written[id] = distinct([id.slice(3), code, `${code}0000`, full, sign, ...others], [id, english, short])
  }
  return { written, shown }
}

/** Each name once, without those that are known anyway. */
function distinct(names, known) {
  return [...new Set(names.filter((name) => name && !known.includes(name)))]
}
