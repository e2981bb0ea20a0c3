// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import dev.evenkeel.server.foundation.config.KafkaOptions;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The job that stores the records of the topic, while a cluster is configured. After a failure of the cluster or the
/// database, it leaves the group, so that other servers take over, and joins again after a second.
@Component
class KafkaIntakeJob implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaIntakeJob.class);

    private final @Nullable KafkaOptions options;
    private final IntakeOffsetRepository offsets;
    private final LogRecordStore store;
    private final KafkaIntakeMetrics metrics;
    private final KafkaBatchLog log;
    private final Clock clock;
    private final BackgroundJob job =
            BackgroundJob.builder("kafka intake", Duration.ZERO, this::runOnce).build();
    private volatile @Nullable KafkaIntakeConsumer consumer;

    KafkaIntakeJob(
            ServerStartOptions options,
            IntakeOffsetRepository offsets,
            LogRecordStore store,
            KafkaIntakeMetrics metrics,
            KafkaBatchLog log,
            Clock clock) {
        this.options = options.kafka();
        this.offsets = offsets;
        this.store = store;
        this.metrics = metrics;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (options != null) {
            job.start();
        }
    }

    private void runOnce() throws InterruptedException {
        KafkaIntakeConsumer current = consumer;
        if (current == null && options != null) {
            current = KafkaIntakeConsumer.open(new KafkaClientFactory(options), offsets, store, metrics, clock);
            consumer = current;
            log.onTopicFound();
        }
        if (current != null && job.isRunning()) {
            pollOnce(current);
        }
    }

    private void pollOnce(KafkaIntakeConsumer current) {
        try {
            current.pollOnce();
        } catch (RuntimeException | Error e) {
            /* Its position is behind records that are not stored. */
            consumer = null;
            closeAfterFailure(current, e);
            throw e;
        }
    }

    private static void closeAfterFailure(KafkaIntakeConsumer failed, Throwable cause) {
        try {
            failed.closeAfterFailure();
        } catch (RuntimeException | Error e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void stop() {
        job.requestStop();
        KafkaIntakeConsumer current = consumer;
        if (current != null) {
            current.wakeup();
        }
        job.stop();
        closeConsumer();
    }

    @Override
    public void stop(Runnable callback) {
        Thread.startVirtualThread(() -> {
            stop();
            callback.run();
        });
    }

    @Override
    public boolean isRunning() {
        return job.isRunning();
    }

    /* The task has ended, or hangs in the database; then the consumer cannot be closed, and its session times out. */
    private void closeConsumer() {
        KafkaIntakeConsumer current = consumer;
        if (current == null) {
            return;
        }
        try {
            current.close();
        } catch (RuntimeException e) {
            LOG.warn("The Kafka consumer did not leave its group: {}", e.toString());
        }
    }
}
