import type { Text } from '@shared/contract/text'
import { type ReactNode, useId } from 'react'
import { useText } from '../../app/locale/locale-provider'
import classes from './guess-block.module.css'

interface Guess<V> {
  value: V
  confidence: number
  reason: Text
  alternatives: readonly { value: V; confidence: number }[]
}

interface GuessBlockProps<V> {
  label: Text
  guess: Guess<V>
  /** True when somebody has chosen it: then there is nothing to be unsure of. */
  said: boolean
  /** Everything else that can be chosen. */
  others: readonly V[]
  words: (value: V) => string
  onPick: (value: V) => void
  children?: ReactNode
}

const QUICK = 4

/** How sure a guess is, in a word. */
function sureness(confidence: number): 'sure' | 'likely' | 'unsure' {
  if (confidence >= 0.9) return 'sure'
  return confidence >= 0.6 ? 'likely' : 'unsure'
}

function Choice({
  name,
  checked,
  words,
  onPick,
}: {
  name: string
  checked: boolean
  words: string
  onPick: () => void
}) {
  return (
    <label className={classes.choice}>
      <input type="radio" name={name} checked={checked} onChange={onPick} />
      <span>{words}</span>
    </label>
  )
}

/** One guess about the file: what it is, how sure and why, and what else it could be, one click away. */
export function GuessBlock<V extends string>({ label, guess, said, others, words, onPick }: GuessBlockProps<V>) {
  const t = useText()
  const id = useId()
  const sure = sureness(guess.confidence)
  const ranked = [guess.value, ...guess.alternatives.map(({ value }) => value), ...others]
  const unique = [...new Set(ranked)]
  // The order stays the same whatever is chosen, so that nothing jumps under the pointer.
  const shown = unique.slice(0, Math.max(QUICK, guess.alternatives.length + 1)).sort()
  const hidden = unique.filter((value) => !shown.includes(value))
  return (
    <fieldset className={classes.block}>
      <legend className={classes.legend}>
        <span>{t(label)}</span>
        <span className={classes.sure} data-sure={said ? 'said' : sure}>
          {t(said ? 'import.sure.said' : `import.sure.${sure}`)}
        </span>
      </legend>
      <div className={classes.choices}>
        {shown.map((value) => (
          <Choice
            key={value}
            name={id}
            checked={value === guess.value}
            words={words(value)}
            onPick={() => onPick(value)}
          />
        ))}
        {hidden.length > 0 && (
          <select
            className={classes.more}
            value=""
            aria-label={`${t(label)}: ${t('common.more')}`}
            onChange={(event) => onPick(event.currentTarget.value as V)}
          >
            <option value="" disabled hidden>
              …
            </option>
            {hidden.map((value) => (
              <option key={value} value={value}>
                {words(value)}
              </option>
            ))}
          </select>
        )}
      </div>
      {!said && <p className={classes.reason}>{t(guess.reason)}</p>}
    </fieldset>
  )
}
