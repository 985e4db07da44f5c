package io.fivenines.gateway;

import io.fivenines.coordinator.config.FileWatch;
import io.fivenines.gateway.accept.Certificates;
import io.fivenines.gateway.accept.ListenerConfig;
import io.fivenines.gateway.accept.SecretList;
import io.fivenines.gateway.api.Api;
import io.fivenines.gateway.connection.Registry;
import io.fivenines.gateway.connection.Secrets;
import io.fivenines.gateway.vitals.Vitals;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** The files of a node that may be replaced while it runs. */
final class Papers implements AutoCloseable {
    private static final double SECOND_MS = 1000.0;

    private final FileWatch watch = FileWatch.start();
    private final Map<String, Certificates> byListener = new TreeMap<>();
    private final Map<String, SecretList> secrets = new TreeMap<>();

    /** @throws IOException if a listener's files of TLS or secrets are no good */
    Papers(GatewayConfig config, Api api, Registry registry, Vitals vitals) throws IOException {
        try {
            for (ListenerConfig listener : config.listeners()) {
                if (listener.tls() != null) {
                    Certificates shown = new Certificates(listener.tls());
                    byListener.put(listener.name(), shown);
                    watch.watch("tls of " + listener.name(), listener.tls().files(), shown::reload);
                }
                if (listener.secret() != null) {
                    watchSecret(listener, registry);
                }
            }
        } catch (IOException e) {
            watch.close();
            throw e;
        }
        if (config.api().web().tls() != null) {
            watch.watch("api.tls", config.api().web().tls().files(), api::reload);
        }
        if (config.api().web().file() != null) {
            watch.watch("api.tokenFile", List.of(config.api().web().file().path()), api::reloadTokens);
        }
        vitals.gauge(
                "fivenines_gateway_reload_failing",
                "Files that were replaced and cannot be taken: what was before is in force.",
                watch::failing);
        if (!byListener.isEmpty() || config.api().web().tls() != null) {
            vitals.gauge(
                    "fivenines_gateway_certificate_end_seconds",
                    "When the first certificate of the listeners and the API ends, UNIX seconds.",
                    () -> firstEnd(api));
        }
    }

    /** Who came in by a secret that is one no more is put out. */
    private void watchSecret(ListenerConfig listener, Registry registry) throws IOException {
        SecretList list = new SecretList(listener.secret());
        secrets.put(listener.name(), list);
        if (!listener.secret().files().isEmpty()) {
            watch.watch("secret of " + listener.name(), listener.secret().files(), () -> {
                list.reload();
                registry.reviewLocks();
            });
        }
    }

    private double firstEnd(Api api) {
        LongStream listeners = byListener.values().stream().mapToLong(Certificates::notAfterMs);
        return LongStream.concat(listeners, api.certificateEndMs().stream())
                        .min()
                        .orElse(0)
                / SECOND_MS;
    }

    /** What a listener shows; null for plain TCP. */
    Certificates of(ListenerConfig listener) {
        return byListener.get(listener.name());
    }

    /** What every login through a listener must carry; null for nothing. */
    Secrets secretsOf(ListenerConfig listener) {
        return secrets.get(listener.name());
    }

    void watch(Gate gate) {
        if (gate.files().isEmpty()) {
            return;
        }
        watch.watch("admission.allowFile", gate.files(), gate::reload);
    }

    @Override
    public void close() {
        watch.close();
    }
}
