/** A small house built wrong on purpose: LayersTest shows on it that every rule can fail. */
package io.fivenines.gateway.testing.house;
