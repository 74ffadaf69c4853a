/** Settings of the servers whose data dies with the tests: nothing of it need outlive a crash, and everything is small. */
export const testSettings: readonly string[] = [
  'fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200', 'shared_buffers=128MB',
  // Tables that were never analysed look large enough to start processes for, with every question anew.
  'max_parallel_workers_per_gather=0',
]
