export interface Sort {
  column: string
  descending: boolean
}

/**
 * The order after a click on a column's header: ascending, then descending, then as the dataset is.
 * @param isFurther the column is added behind (or changed within) those that are sorted by already, instead of taking their place
 */
export function nextOrder(order: readonly Sort[], column: string, isFurther: boolean): Sort[] {
  const place = order.findIndex((sort) => sort.column === column)
  const before = order[place]
  const isOnly = before !== undefined && order.length === 1
  if (!isFurther && !isOnly) return [{ column, descending: false }]
  if (!before) return [...order, { column, descending: false }]
  if (before.descending) return order.filter((sort) => sort !== before)
  return order.with(place, { column, descending: true })
}

/**
 * The order after a choice in a column's menu.
 * @param descending null takes the column out of the order
 * @param isFurther the column is added behind (or changed within) those that are sorted by already, instead of taking their place
 */
export function orderWith(
  order: readonly Sort[],
  column: string,
  descending: boolean | null,
  isFurther: boolean,
): Sort[] {
  if (descending === null) return order.filter((sort) => sort.column !== column)
  if (!isFurther) return [{ column, descending }]
  const isKnown = order.some((sort) => sort.column === column)
  if (!isKnown) return [...order, { column, descending }]
  return order.map((sort) => (sort.column === column ? { column, descending } : sort))
}
