/** The one place that knows the Kafka client's classes on the way out. */
package io.fivenines.gateway.stream.kafka;
