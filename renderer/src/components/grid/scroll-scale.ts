/** Browsers draw nothing taller than some 17 (Firefox) or 33 (Chromium) million pixels. */
const TALLEST = 15_000_000

/** How a place in content of any height becomes one of a scroll bar. */
export interface ScrollScale {
  /** Height to draw, in pixels. */
  height: number
  /** The scroll bar moves less than the content. */
  isScaled: boolean
  toContent(scrollTop: number): number
  toScroll(contentTop: number): number
}

/**
 * Content as it is, or, where it is too tall for a browser, content that moves faster than its scroll bar: both ends stay reachable.
 * @param contentHeight in pixels
 * @param viewHeight what can be seen at once, in pixels
 */
export function scrollScale(contentHeight: number, viewHeight: number, tallest = TALLEST): ScrollScale {
  if (contentHeight <= tallest || tallest <= viewHeight) {
    const same = (top: number) => top
    return { height: contentHeight, isScaled: false, toContent: same, toScroll: same }
  }
  const ratio = (contentHeight - viewHeight) / (tallest - viewHeight)
  return {
    height: tallest,
    isScaled: true,
    toContent: (scrollTop) => scrollTop * ratio,
    toScroll: (contentTop) => contentTop / ratio,
  }
}
