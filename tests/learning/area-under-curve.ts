/** Share of pairs, one of each class, that the scores put in the right order; ties count half. */
export function areaUnderCurve(y: ArrayLike<number>, scores: ArrayLike<number>): number {
  const order = Array.from(y, (_, i) => i).sort((a, b) => (scores[a] as number) - (scores[b] as number))
  let area = 0
  let negatives = 0
  for (let at = 0; at < order.length; ) {
    const score = scores[order[at] as number]
    let [positivesHere, negativesHere] = [0, 0]
    for (; at < order.length && scores[order[at] as number] === score; at++) {
      if (y[order[at] as number] === 1) positivesHere++
      else negativesHere++
    }
    area += positivesHere * (negatives + negativesHere / 2)
    negatives += negativesHere
  }
  return area / (negatives * (order.length - negatives))
}
