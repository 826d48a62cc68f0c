/** Steps that come from elsewhere: from cells in the grid, from a result, from a screen of their own. */
const kinds = new Set(['set-cell', 'drop-rows', 'add-run-column', 'score-rows', 'roll-up-customers'])

/** Whether a kind of step has no form here: it is switched off, moved and deleted, but not filled in. */
export function isMadeElsewhere(kind: string): boolean {
  return kinds.has(kind)
}
