import { literal, type Text, type TextValue, text } from '../../contract/text'
import type { Setting, SettingValue } from './search-space'

/** A setting in words: "C 0.5, Kernel Linear". */
export function settingText(methodId: string, setting: Setting): Text[] {
  return Object.entries(setting).map(([name, value]) =>
    text('predict-choice.setting', { name: parameterName(methodId, name), value: settingValue(methodId, name, value) }),
  )
}

export function parameterName(methodId: string, name: string): Text {
  return text(`methods.${methodId}.params.${name}.label`)
}

/** A value of a parameter in words. */
export function settingValue(methodId: string, name: string, value: SettingValue): TextValue {
  if (value === null) return text('predict-choice.unset')
  if (typeof value === 'number') return literal(String(value))
  if (typeof value === 'string') return text(`methods.${methodId}.params.${name}.options.${value}`)
  return literal(value.join(' – '))
}
