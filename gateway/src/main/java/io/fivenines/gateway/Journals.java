package io.fivenines.gateway;

import io.fivenines.gateway.journal.DamageListener;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.journal.JournalConfig;
import io.fivenines.gateway.journal.kafka.KafkaConfig;
import io.fivenines.gateway.journal.kafka.KafkaJournal;
import io.fivenines.gateway.journal.local.LocalJournal;
import io.fivenines.gateway.journal.local.LocalJournalConfig;
import io.fivenines.gateway.journal.local.Storage;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the journal of the engine that was asked for. */
record Journals(
        InstantSource clock,
        LongSupplier nanos,
        RandomGenerator random,
        DamageListener damages,
        UncaughtExceptionHandler handler) {
    private static final Logger LOG = LoggerFactory.getLogger(Journals.class);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    Journal open(JournalConfig config, Function<Path, Storage> storage, int claims) throws IOException {
        return switch (config.engine()) {
            case LOCAL -> local(config, storage, claims);
            case KAFKA -> kafka(config.kafka(), new KafkaJournal.Space(claims, (int) config.claimSize()));
        };
    }

    private Journal local(JournalConfig config, Function<Path, Storage> storage, int claims) throws IOException {
        LocalJournalConfig local = new LocalJournalConfig(
                config.folder(),
                config.segmentSize(),
                config.retentionAge().isZero() ? FOR_EVER : config.retentionAge(),
                config.retentionSize() == 0 ? Long.MAX_VALUE : config.retentionSize(),
                claims,
                (int) config.claimSize());
        Journal opened = LocalJournal.open(local, storage.apply(config.folder()), clock, random, damages, handler);
        LOG.atInfo()
                .addKeyValue("folder", config.folder().toAbsolutePath())
                .addKeyValue("recovery", opened.recovery())
                .log("Journal open");
        return opened;
    }

    private Journal kafka(KafkaConfig config, KafkaJournal.Space space) throws IOException {
        Journal opened = KafkaJournal.open(config, space, new MessageRendering(config.format()), clock, nanos, handler);
        LOG.atInfo()
                .addKeyValue("topic", config.topic())
                .addKeyValue("status", opened.status())
                .log("Journal open");
        return opened;
    }
}
