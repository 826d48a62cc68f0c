import { createHash } from 'node:crypto'

/** The hash by which a policy allows exactly this script. */
function scriptHash(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`
}

/**
 * What a report page may do: run the scripts it was written with, show what is inside it, and nothing else. No address
 * can be loaded or sent to. Charts set styles as they draw, so styles are allowed inline.
 * @param scripts the exact text of every script in the page
 */
export function contentSecurityPolicy(scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(scriptHash).join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
