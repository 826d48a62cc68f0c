/** What the bundler adds to `import.meta`, without the DOM that its own declarations bring along. */
interface ImportMeta {
  glob<T = unknown>(pattern: string | string[], options: { eager: true; import?: string }): Record<string, T>
}
