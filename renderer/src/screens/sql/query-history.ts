const key = 'sql-history'
const most = 30

/** Questions that were run on this computer, latest first. */
export function earlierQuestions(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((words): words is string => typeof words === 'string') : []
  } catch {
    return []
  }
}

/** Puts a question first, once. */
export function rememberQuestion(sql: string): void {
  const words = sql.trim()
  if (words === '') return
  const kept = [words, ...earlierQuestions().filter((other) => other !== words)].slice(0, most)
  localStorage.setItem(key, JSON.stringify(kept))
}
