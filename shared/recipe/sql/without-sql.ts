/** Why SQL cannot do a step; said by `prepare.withoutSql.<reason>`. */
export const withoutSql = [
  'formula',
  'values',
  'place',
  'random',
  'summary',
  'keys',
  'kinds',
  'letters',
  'columns',
  'program',
  /** It does not fit the columns as they were imported, or something in it is too much for a statement. */
  'misfit',
] as const
export type WithoutSql = (typeof withoutSql)[number]
