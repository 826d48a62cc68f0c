/** The first character of each initial in pinyin order; i, u and v begin no syllable. */
const firsts = [...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀']
const initials = [...'abcdefghjklmnopqrstwxyz']
const collator = new Intl.Collator('zh-CN-u-co-pinyin')

function initialOf(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return /[a-z0-9]/i.test(character) ? character.toLowerCase() : ''
  const next = firsts.findIndex((first) => collator.compare(first, character) > 0)
  return initials[(next === -1 ? firsts.length : next) - 1] ?? ''
}

/**
 * The initials somebody types for Chinese words, so that they are found without switching the keyboard.
 * @example pinyinInitials('打开表格') // 'dkbg'
 */
export function pinyinInitials(words: string): string {
  return [...words].map(initialOf).join('')
}
