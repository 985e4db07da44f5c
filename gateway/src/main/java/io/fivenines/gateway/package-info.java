/**
 * The root of the gateway: it builds the parts in the order a message travels, starts them from the end
 * backwards and closes them in reverse. It may import every room; no room imports it.
 */
package io.fivenines.gateway;
