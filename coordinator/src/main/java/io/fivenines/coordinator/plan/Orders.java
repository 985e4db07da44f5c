package io.fivenines.coordinator.plan;

import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.health.HealthView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What operators want now: the intents that have not expired. A freeze wins over a force, a force over the lights. */
record Orders(List<Intent> intents, long wallMs) {
    private static final String ALL = "*";

    Orders {
        List<Intent> inForce = new ArrayList<>(intents.size());
        for (Intent intent : intents) {
            if (intent.expiresMs() > wallMs) {
                inForce.add(intent);
            }
        }
        inForce.sort(Comparator.comparing(Intent::id));
        intents = List.copyOf(inForce);
    }

    /** The drain of that node; null if it is not drained. */
    Intent drain(NodeId node) {
        for (Intent intent : intents) {
            if (intent.kind() == Intent.Kind.DRAIN && intent.subject().equals(node.toString())) {
                return intent;
            }
        }
        return null;
    }

    /** A freeze of any of these datacenters and endpoints; null if all may change. */
    Intent freeze(String... subjects) {
        for (Intent intent : intents) {
            if (intent.kind() == Intent.Kind.FREEZE
                    && (intent.subject().equals(ALL) || List.of(subjects).contains(intent.subject()))) {
                return intent;
            }
        }
        return null;
    }

    /** The force that makes that endpoint leave that datacenter; null if it may be there. */
    Intent force(String endpoint, String datacenter) {
        for (Intent intent : intents) {
            boolean concerned =
                    intent.subject().equals(datacenter) || intent.subject().equals(endpoint);
            boolean leaves = !intent.to().equals(datacenter);
            if (intent.kind() == Intent.Kind.FORCE && concerned && leaves) {
                return intent;
            }
        }
        return null;
    }

    /** The force that sends that address to a node; null if any of its datacenter may have it. */
    Intent force(String address) {
        for (Intent intent : intents) {
            if (intent.kind() == Intent.Kind.FORCE && intent.subject().equals(address)) {
                return intent;
            }
        }
        return null;
    }

    /** The intent as a reason. */
    String words(Intent intent) {
        String what = switch (intent.kind()) {
            case DRAIN -> "drained";
            case FREEZE -> "frozen";
            case FORCE -> "forced to " + intent.to();
        };
        String why = intent.reason().isEmpty() ? "" : ": " + intent.reason();
        return intent.subject() + " is " + what + " by " + intent.who() + " for another "
                + HealthView.seconds(intent.expiresMs() - wallMs) + why;
    }
}
