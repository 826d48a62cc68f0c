import { randomUUID } from 'node:crypto'
import type { Question } from '@shared/contract/console-channels'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'

interface QuestionRow {
  id: string
  name: string
  sql: string
  updated_at: string
}

/** Questions that were kept under a name, by name. */
export function listQuestions(database: ReadableDatabase): Question[] {
  const rows = prepared<QuestionRow>(database, 'SELECT * FROM question ORDER BY name COLLATE NOCASE').all()
  return rows.map(({ id, name, sql, updated_at }) => ({ id, name, sql, updatedAt: updated_at }))
}

/** Keeps a question; one of the same name is replaced by it. */
export function saveQuestion(database: WritableDatabase, { name, sql }: Pick<Question, 'name' | 'sql'>): Question[] {
  const keep = `INSERT INTO question (id, name, sql, created_at, updated_at) VALUES (@id, @name, @sql, @now, @now)
    ON CONFLICT (name) DO UPDATE SET name = @name, sql = @sql, updated_at = @now`
  prepared(database, keep).run({ id: randomUUID(), name: name.trim(), sql, now: new Date().toISOString() })
  return listQuestions(database)
}

export function removeQuestion(database: WritableDatabase, questionId: string): Question[] {
  prepared(database, 'DELETE FROM question WHERE id = ?').run(questionId)
  return listQuestions(database)
}
