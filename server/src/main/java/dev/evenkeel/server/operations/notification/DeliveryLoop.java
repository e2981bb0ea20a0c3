// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sees twice a second to what is due. Each sink is served by a thread of its own, one message after the other,
/// so that one that hangs delays no other.
@Component
class DeliveryLoop extends WorkLoop {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Delivering delivering;
    private final Map<String, Thread> serving = new ConcurrentHashMap<>();
    private final RepeatedWork work = new RepeatedWork("deliveries", PAUSE, Duration.ZERO, this::look);

    DeliveryLoop(Delivering delivering) {
        this.delivering = delivering;
    }

    private void look() {
        for (String sink : delivering.due()) {
            serving.computeIfAbsent(
                    sink, name -> Thread.ofVirtual().name("evenkeel-deliveries").start(() -> serve(name)));
        }
    }

    private void serve(String sink) {
        try {
            while (work.isRunning() && delivering.deliverNext(sink)) {
                LOG.debug("Sink {} was served", sink);
            }
        } catch (RuntimeException e) {
            LOG.warn("Messages to sink {} are tried again: {}", sink, e.toString());
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
    protected RepeatedWork work() {
        return work;
    }
}
