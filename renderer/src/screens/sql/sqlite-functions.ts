/** Functions of SQLite that questions are likely to use, for completion. */
export const sqliteFunctions = [
  ...['count', 'sum', 'total', 'avg', 'min', 'max', 'group_concat'],
  ...['abs', 'round', 'ceil', 'floor', 'sqrt', 'power', 'ln', 'log', 'exp', 'mod', 'sign', 'random'],
  ...['coalesce', 'ifnull', 'nullif', 'iif', 'typeof', 'printf'],
  ...['length', 'lower', 'upper', 'substr', 'trim', 'ltrim', 'rtrim', 'replace', 'instr', 'like', 'glob'],
  ...['date', 'time', 'datetime', 'julianday', 'strftime', 'unixepoch'],
  ...['row_number', 'rank', 'dense_rank', 'percent_rank', 'ntile', 'lag', 'lead', 'first_value', 'last_value'],
  ...['json_extract', 'json_array', 'json_object'],
] as const
