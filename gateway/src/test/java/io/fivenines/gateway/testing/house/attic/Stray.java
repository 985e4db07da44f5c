package io.fivenines.gateway.testing.house.attic;

record Stray() {}
