import type { Column } from '../../dataset/column'

/** Words of names whose values nobody can change for a customer: who someone is, and what has happened already. */
const words = [
  ...[
    'age',
    'ages',
    'gender',
    'sex',
    'birth',
    'birthday',
    'birthdate',
    'birthyear',
    'senior',
    'ethnicity',
    'race',
    'nationality',
  ],
  ...[
    'religion',
    'marital',
    'married',
    'partner',
    'dependents',
    'children',
    'disability',
    'tenure',
    'id',
    'uuid',
    'date',
    'since',
  ],
]
const chinese =
  /(年龄|性别|出生|生日|民族|种族|国籍|籍贯|宗教|婚姻|配偶|子女|家属|老年|残疾|入网时长|在网时长|编号|日期)/

/** `SeniorCitizen`, `senior_citizen` and `senior citizen` in words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
}

/** Whether a column, by its name or its kind, has values that nobody can change for a customer. */
export function isUnchangeable({ name, measureType }: Column): boolean {
  if (measureType === 'time' || measureType === 'id') return true
  return chinese.test(name) || wordsOf(name).some((word) => words.includes(word))
}

/** Names of the columns that a proposed change leaves as they are: those given, else those that nobody can change. */
export function fixedColumns(columns: readonly Column[], given: readonly string[] | null): string[] {
  return columns.filter((column) => given?.includes(column.name) ?? isUnchangeable(column)).map(({ name }) => name)
}
