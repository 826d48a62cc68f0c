import type { Question } from '@shared/contract/console-channels'
import type { WritableDatabase } from './connection'
import { listQuestions, removeQuestion, saveQuestion } from './question-store'

/** What the database thread can be asked about questions that are kept; each answers with all that there are then. */
export interface QuestionRequests {
  'question/list': { request: null; response: Question[] }
  'question/save': { request: Pick<Question, 'name' | 'sql'>; response: Question[] }
  'question/remove': { request: { questionId: string }; response: Question[] }
}

type Answers = {
  [N in keyof QuestionRequests]: (request: QuestionRequests[N]['request']) => QuestionRequests[N]['response']
}

/** Answers them on the connection that is open when they are asked. */
export function questionAnswers(database: () => WritableDatabase): Answers {
  return {
    'question/list': () => listQuestions(database()),
    'question/save': (question) => saveQuestion(database(), question),
    'question/remove': ({ questionId }) => removeQuestion(database(), questionId),
  }
}
