package io.fivenines.coordinator.testing.house.redirect;

import io.netty.channel.Channel;

record HoldsAChannel(Channel channel) {}
