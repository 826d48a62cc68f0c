import { useText } from '../../app/locale/locale-provider'
import { useMethodWords } from '../../methods/use-method-words'
import classes from './result-screen.module.css'

/** What a method cannot tell, in its own words. */
export function Caveats({ methodId }: { methodId: string }) {
  const t = useText()
  const { caveats } = useMethodWords(methodId)
  if (caveats === null) return null
  return (
    <p className={classes.caveats}>
      <strong>{t('runs.caveats')}</strong>
      {caveats}
    </p>
  )
}
