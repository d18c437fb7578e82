/**
 * Settings of the PostgreSQL server of the embedded default and of the tests; docker-compose.yml repeats those that
 * are not about where it listens. fsync and synchronous_commit keep their default, on: a receipt must survive a crash.
 */
export const serverSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  // Of solid-state disks. With the default of spinning ones a look-up of a few rows by key reads a table of some
  // thousands from end to end: 3.4 ms instead of 0.04 for the receipts of a request, at 4,000 receipts.
  random_page_cost: '1.1',
  // A new database takes in rows by the ten thousand before the default minute is over; until then plans are guesses.
  autovacuum_naptime: '10s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Neither a statement nor the values of a violated key may reach the log: they can hold personal data.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
} as const;
