/**
 * The journal on Apache Kafka, for more than one machine. The way of an entry:
 * {@link io.fivenines.gateway.journal.kafka.Shipping} sends what a claim holds and completes it, in the order of the
 * commits, once Kafka has acknowledged all of it; cursors and feeds are consumers of the same topic;
 * {@link io.fivenines.gateway.journal.kafka.Watch} looks whether the topic still keeps what is promised.
 */
package io.fivenines.gateway.journal.kafka;
