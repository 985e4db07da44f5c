package io.fivenines.coordinator.testing.house.redirect.dns;

import io.netty.channel.Channel;

/** Rightly built. */
record Server(Channel channel) {}
