// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The job that delivers due messages, twice per second. Each channel has its own thread that sends one message
/// at a time, so a slow receiver does not delay other channels.
@Component
class NotificationDeliveryJob extends BackgroundJob {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationDeliveryJob.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final NotificationDeliveryWorker delivering;
    private final Map<String, Thread> serving = new ConcurrentHashMap<>();
    private final RepeatingTask task = new RepeatingTask("deliveries", PAUSE, Duration.ZERO, this::runOnce);

    NotificationDeliveryJob(NotificationDeliveryWorker delivering) {
        this.delivering = delivering;
    }

    private void runOnce() {
        for (String sink : delivering.listDueChannels()) {
            serving.computeIfAbsent(
                    sink, name -> Thread.ofVirtual().name("evenkeel-deliveries").start(() -> deliverAll(name)));
        }
    }

    private void deliverAll(String sink) {
        try {
            while (task.isRunning() && delivering.deliverNext(sink)) {
                LOG.debug("Processed a delivery of channel {}", sink);
            }
        } catch (RuntimeException e) {
            LOG.warn("Delivery to channel {} failed and is retried: {}", sink, e.toString());
        } finally {
            serving.remove(sink);
        }
    }

    @Override
    public void stop() {
        super.stop();
        serving.values().forEach(Thread::interrupt);
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }
}
