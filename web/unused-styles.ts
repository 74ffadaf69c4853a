// Drops the styles of Mantine parts that no page uses. Mantine gives the styles of all its parts in one file; each part's
// class is named in its script, so a class that no script of the build names can match nothing.
import postcss, { type Rule } from 'postcss'
import type { Plugin } from 'vite'

const CLASS = /\bm_[0-9a-f]+\b/g

/** The plugin of the build. */
export function unusedStyles(): Plugin {
  return {
    name: 'lotline-unused-styles',
    apply: 'build',
    generateBundle: {
      // After all scripts are written.
      order: 'post',
      handler(_, bundle) {
        const named = new Set<string>()
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk') for (const [name] of file.code.matchAll(CLASS)) named.add(name)
        }
        for (const file of Object.values(bundle)) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue
          file.source = withoutUnused(String(file.source), named)
        }
      },
    },
  }
}

function withoutUnused(css: string, named: ReadonlySet<string>): string {
  const root = postcss.parse(css)
  root.walkRules((rule: Rule) => {
    const kept = rule.selectors.filter((one) => (one.match(CLASS) ?? []).every((name) => named.has(name)))
    if (kept.length === 0) rule.remove()
    else if (kept.length < rule.selectors.length) rule.selectors = kept
  })
  root.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove()
  })
  return root.toString()
}
