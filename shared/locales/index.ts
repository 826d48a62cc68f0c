/**
 * Words in both languages. A file `en/methods/pca.json` holds the keys that begin with `methods.pca.`; nested objects are
 * joined with dots. Messages are ICU MessageFormat. A file that says `"$like": "predict.method"` has, beside its own, the words
 * below that key.
 */
export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/** Names the words that a file shares with others. */
const LIKE = '.$like'

interface Words {
  [key: string]: string | Words
}

const files = import.meta.glob<Words>('./{en,zh-CN}/**/*.json', { eager: true, import: 'default' })

function flatten(words: Words, prefix: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') into.set(`${prefix}${key}`, value)
    else flatten(value, `${prefix}${key}.`, into)
  }
}

function load(language: Language): ReadonlyMap<string, string> {
  const all = new Map<string, string>()
  for (const [path, words] of Object.entries(files)) {
    const match = /^\.\/([^/]+)\/(.+)\.json$/.exec(path)
    if (match?.[1] === language && match[2]) flatten(words, `${match[2].replaceAll('/', '.')}.`, all)
  }
  for (const [key, source] of all) {
    if (key.endsWith(LIKE)) addWordsOf(source, key.slice(0, -LIKE.length), all)
  }
  return all
}

/** Adds words that several methods share to those of one; its own stay. */
function addWordsOf(source: string, target: string, all: Map<string, string>): void {
  all.delete(`${target}${LIKE}`)
  for (const [key, words] of [...all]) {
    const own = `${target}${key.slice(source.length)}`
    if (key.startsWith(`${source}.`) && !all.has(own)) all.set(own, words)
  }
}

/** Every message of a language by its full key. */
export const messages: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  en: load('en'),
  'zh-CN': load('zh-CN'),
}
