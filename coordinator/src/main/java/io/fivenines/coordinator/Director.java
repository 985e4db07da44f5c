package io.fivenines.coordinator;

import io.fivenines.coordinator.redirect.vip.AddressSet;
import io.fivenines.coordinator.redirect.vip.Hands;
import io.fivenines.coordinator.redirect.vip.InterfaceConfig;
import io.fivenines.coordinator.redirect.vip.InterfaceHands;
import io.fivenines.coordinator.redirect.vip.LoopbackHands;
import java.io.IOException;
import java.nio.file.Path;

/** How an agent moves addresses. */
sealed interface Director {
    /** The hands that do it; throws if something they need is not there. */
    Hands hands(AddressSet addresses) throws IOException;

    /** Where the number of the gateway's process is; null if nobody needs it. */
    default Path processFile() {
        return null;
    }

    /** Puts them on a network interface. */
    record OnInterface(InterfaceConfig place) implements Director {
        @Override
        public Hands hands(AddressSet addresses) throws IOException {
            return new InterfaceHands(place, addresses);
        }
    }

    /** Leaves them to the gateway, which listens on them. */
    record OnLoopback(Path processFile, int gatewayPort) implements Director {
        @Override
        public Hands hands(AddressSet addresses) {
            return new LoopbackHands(addresses, processFile, gatewayPort);
        }
    }
}
