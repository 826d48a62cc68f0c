import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import classes from './dashboard.module.css'

/** The title of a dashboard, written where it stands. */
export function TitleField({ title, onChange }: { title: string; onChange(title: string): void }) {
  const t = useText()
  const [words, setWords] = useState<string | null>(null)
  const save = () => {
    const given = words?.trim()
    if (given && given !== title) onChange(given)
    setWords(null)
  }
  return (
    <input
      className={classes.title}
      aria-label={t('dashboards.name')}
      title={title}
      value={words ?? title}
      maxLength={200}
      onChange={(event) => setWords(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') setWords(title)
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}
