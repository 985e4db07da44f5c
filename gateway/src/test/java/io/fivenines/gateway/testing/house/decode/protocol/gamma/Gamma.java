package io.fivenines.gateway.testing.house.decode.protocol.gamma;

public record Gamma(Table table) {
    record Table(int size) {}
}
