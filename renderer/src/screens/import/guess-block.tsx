import type { Text } from '@shared/contract/text'
import { useId } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { PickMenu } from '../../components/pick-menu'
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
}

/** Choices shown at once; the others are in a menu. */
const QUICK = 5
/** The engine's own alternatives among them. */
const LIKELY = 2

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
  const alternatives = guess.alternatives.map(({ value }) => value)
  const likely = [guess.value, ...alternatives.slice(0, LIKELY)]
  const ranked = [...new Set([...likely, ...others, ...alternatives])]
  const quick = new Set(ranked.slice(0, QUICK))
  // The order stays the same whatever is chosen, so that nothing jumps under the pointer.
  const ordered = [...new Set([...others, ...alternatives, guess.value])]
  const shown = ordered.filter((value) => quick.has(value))
  const hidden = ordered.filter((value) => !quick.has(value))
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
          <PickMenu<V | null>
            label={`${t(label)}: ${t('common.more')}`}
            picks={hidden.map((value) => ({ value, label: words(value) }))}
            value={null}
            placeholder="…"
            onPick={(value) => value !== null && onPick(value)}
          />
        )}
      </div>
      {!said && <p className={classes.reason}>{t(guess.reason)}</p>}
    </fieldset>
  )
}
