package io.fivenines.gateway.testing.house.decode.protocol;

import io.fivenines.gateway.testing.house.decode.protocol.gamma.Gamma;
import java.util.List;

/** The registry knows every protocol. */
record Protocols(List<Beta> betas, Gamma gamma) {}
