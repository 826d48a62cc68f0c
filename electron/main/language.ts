import type { Language } from '@shared/locales'
import { app } from 'electron'
import { appSettings } from './settings-file'

export function systemLanguage(): Language {
  return (app.getPreferredSystemLanguages()[0] ?? app.getLocale()).toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

/** The language of menus and dialogs: as chosen, else as the system speaks. */
export function currentLanguage(): Language {
  const { language } = appSettings()
  return language === 'system' ? systemLanguage() : language
}
