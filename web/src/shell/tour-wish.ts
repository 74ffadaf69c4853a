// Whoever begins with the demo company is shown around once, as soon as the app is there.

let isWished = false

/** The app begins with the tour. */
export function wishForTour(): void {
  isWished = true
}

/** Whether it does. */
export function isTourWished(): boolean {
  return isWished
}

/** It was begun, and is not begun again. */
export function forgetTourWish(): void {
  isWished = false
}
