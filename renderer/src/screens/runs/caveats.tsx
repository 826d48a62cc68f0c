import { IconChevronRight } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import { useMethodWords } from '../../methods/use-method-words'
import classes from './result-screen.module.css'

/** What a method cannot tell, in its own words: one line, and all of it when it is opened. */
export function Caveats({ methodId }: { methodId: string }) {
  const t = useText()
  const { caveats } = useMethodWords(methodId)
  if (caveats === null) return null
  return (
    <details className={classes.caveats}>
      <summary>
        <IconChevronRight size={14} aria-hidden="true" />
        <strong>{t('runs.caveats')}</strong>
        <span>{caveats}</span>
      </summary>
      <p>{caveats}</p>
    </details>
  )
}
