// Before anything is painted: the colours somebody chose, or those of their system.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('lotline-color-scheme')
  } catch {}
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
