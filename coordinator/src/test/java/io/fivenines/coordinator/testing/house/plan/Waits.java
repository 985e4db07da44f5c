package io.fivenines.coordinator.testing.house.plan;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;

record Waits(CompletableFuture<String> later, Logger logger) {}
