/** The one place that knows the MQTT client's classes on the way out. */
package io.fivenines.gateway.stream.mqtt;
