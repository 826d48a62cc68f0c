let context: CanvasRenderingContext2D | null = null

/** Width of words in the page's own font, in pixels. */
export function textWidth(words: string): number {
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return words.length * 8
  const { fontSize, fontFamily } = getComputedStyle(document.body)
  context.font = `${fontSize} ${fontFamily}`
  return context.measureText(words).width
}
