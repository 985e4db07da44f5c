package io.fivenines.gateway.testing.house.journal;

import io.fivenines.coordinator.config.Settings;

public record ReadsSettings(Settings settings) {}
