package io.fivenines.coordinator.redirect.haproxy;

import java.util.Locale;

/** How a server is used. */
enum ServerMode {
    /** It gets new connections, as long as HAProxy's own checks find it alive. */
    READY,
    /** It keeps those it has and gets no new ones. */
    DRAIN,
    /** It is not even checked. */
    MAINT;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
