// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The job that delivers due messages, twice per second. Each channel has its own thread that sends one message
/// at a time, so a slow receiver does not delay other channels.
@Component
class NotificationDeliveryJob {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationDeliveryJob.class);

    private final NotificationDeliveryWorker delivering;
    private final Map<String, Thread> serving = new ConcurrentHashMap<>();
    private final BackgroundJob job;

    NotificationDeliveryJob(NotificationDeliveryWorker delivering, BackgroundJobs jobs) {
        this.delivering = delivering;
        this.job = jobs.add(BackgroundJob.builder("deliveries", Duration.ofMillis(500), this::runOnce));
    }

    private void runOnce() {
        for (String sink : delivering.listDueChannels()) {
            serving.computeIfAbsent(
                    sink, name -> Thread.ofVirtual().name("evenkeel-deliveries").start(() -> deliverAll(name)));
        }
    }

    private void deliverAll(String sink) {
        try {
            while (job.isRunning() && delivering.deliverNext(sink)) {
                LOG.debug("Processed a delivery of channel {}", sink);
            }
        } catch (RuntimeException e) {
            LOG.warn("Delivery to channel {} failed and is retried: {}", sink, e.toString());
        } finally {
            serving.remove(sink);
        }
    }
}
