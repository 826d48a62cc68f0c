import { TagsInput } from '@mantine/core'
import { useText } from '../../app/locale/locale-provider'

interface LimitsControlProps {
  id: string
  names: readonly string[]
  value: Readonly<Record<string, readonly number[]>> | null
  onChange(value: Record<string, readonly number[]> | null): void
}

/** Lists of numbers by name, such as the limits between scores; without any of them there is no value. */
export function LimitsControl({ id, names, value, onChange }: LimitsControlProps) {
  const t = useText()
  const change = (name: string, given: readonly string[]) => {
    const numbers = given
      .map(Number)
      .filter(Number.isFinite)
      .sort((a, b) => a - b)
    const next = Object.fromEntries(names.map((one) => [one, one === name ? numbers : (value?.[one] ?? [])]))
    onChange(Object.values(next).some((list) => list.length > 0) ? next : null)
  }
  return (
    <div id={id} style={{ display: 'grid', gap: 8 }}>
      {names.map((name) => (
        <TagsInput
          key={name}
          size="xs"
          label={t(`forms.limits.${name}`)}
          placeholder={t('forms.limits.type')}
          value={(value?.[name] ?? []).map(String)}
          onChange={(given) => change(name, given)}
        />
      ))}
    </div>
  )
}
