// How a scan is told within the page.

/** The event a page may take for itself: it calls `preventDefault` and the scan is its own. */
export const SCAN = 'lotline-scan'
