/**
 * A text without what people write differently and mean alike: width, case, accents, spaces and punctuation.
 * @example plainText('ＡＣＭＥ  Co., Ltd.') === 'acme co ltd'
 */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
