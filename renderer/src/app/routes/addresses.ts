import type { Condition } from '@shared/conditions/condition'

/**
 * Every place in the window by its address. Use these instead of writing addresses by hand:
 *
 *   <Link href={addresses.dataset(id)}>…   or   navigate(addresses.run(runId))
 */
const encode = encodeURIComponent

function search(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

export const addresses = {
  home: '/',
  data: '/data',
  /** `tab` is columns, quality, rows, prepare or source. */
  dataset: (id: string, tab?: string, column?: string) => `/data/${encode(id)}${search({ tab, column })}`,
  rollUp: (id: string) => `/data/${encode(id)}/roll-up`,
  join: (id: string) => `/data/${encode(id)}/join`,
  duplicates: (id: string) => `/data/${encode(id)}/duplicates`,
  import: '/import',
  segments: '/segments',
  segment: (id: string) => `/segments/${encode(id)}`,
  /** `like` is a segment whose definition is taken over. */
  newSegment: (dataset: string, like?: string) => `/segments/new${search({ dataset, like })}`,
  editSegment: (id: string) => `/segments/${encode(id)}/edit`,
  migration: '/segments/migration',
  value: '/value',
  predict: '/predict',
  calculator: (flows?: readonly number[], rate?: number) =>
    `/value/calculator${search({ flows: flows?.join(','), rate: rate?.toString() })}`,
  whatIf: '/value/what-if',
  examples: '/value/examples',
  explore: '/explore',
  /** The chart builder, on a dataset, perhaps on the rows of a filter. */
  chart: (dataset?: string, filter?: Condition) =>
    `/chart${search({ dataset, filter: filter && JSON.stringify(filter) })}`,
  charts: '/charts',
  keptChart: (id: string) => `/chart/${encode(id)}`,
  dashboards: '/dashboards',
  dashboard: (id: string) => `/dashboards/${encode(id)}`,
  newRun: (methodId: string, dataset?: string) => `/run/new/${encode(methodId)}${search({ dataset })}`,
  run: (runId: string) => `/run/${encode(runId)}`,
  score: (runId: string, dataset?: string) => `/run/${encode(runId)}/score${search({ dataset })}`,
  sql: '/sql',
  reports: '/reports',
  report: (reportId: string) => `/reports/${encode(reportId)}`,
  settings: '/settings',
} as const
