/**
 * Renumbers labels so that 0 is the largest group; groups of equal size by their first row. Negative labels stay as they are.
 * @returns `labels` renumbered, `order`: the old label of each new one
 * Cost: O(n).
 */
export function numberBySize(labels: Int32Array, nClusters: number): { labels: Int32Array; order: number[] } {
  const counts = new Array<number>(nClusters).fill(0)
  const firstRows = new Array<number>(nClusters).fill(labels.length)
  for (let i = labels.length - 1; i >= 0; i--) {
    const label = labels[i] as number
    if (label < 0) continue
    counts[label] = (counts[label] as number) + 1
    firstRows[label] = i
  }
  const order = counts.map((_, label) => label)
  order.sort(
    (a, b) => (counts[b] as number) - (counts[a] as number) || (firstRows[a] as number) - (firstRows[b] as number),
  )
  const place = new Int32Array(nClusters)
  for (const [position, label] of order.entries()) place[label] = position
  return { labels: labels.map((label) => (label < 0 ? label : (place[label] as number))), order }
}
