/**
 * The journal on this machine's disk. The way of an entry: {@link io.fivenines.gateway.journal.local.Appender} writes
 * it to the active {@link io.fivenines.gateway.journal.local.Segment}, upkeep gives the full segment its
 * {@link io.fivenines.gateway.journal.local.IndexFile}, the cursors read both, retention deletes them, and
 * {@link io.fivenines.gateway.journal.local.Opening} finds everything again after a crash. All of it but
 * {@link io.fivenines.gateway.journal.local.LocalJournal} is without threads and can be driven step by step.
 */
package io.fivenines.gateway.journal.local;
