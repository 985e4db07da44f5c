package io.fivenines.gateway.testing.house.decode.protocol;

/** A protocol that keeps to itself. */
final class Beta {
    int[] state;
    Beta[] own;
    Protocols all;
}
