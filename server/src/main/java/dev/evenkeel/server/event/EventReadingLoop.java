// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.event;

import dev.evenkeel.server.platform.RepeatedWork;
import dev.evenkeel.server.platform.WorkLoop;
import dev.evenkeel.server.rollout.RolloutChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Reads what happened once a second, and soon after a rollout changed. On a thread of its own: the guard only leaves
/// a nudge here and goes on.
@Component
class EventReadingLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GATHER = Duration.ofMillis(200);
    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    private final EventReader reader;
    private final EventBook book;
    private final Clock clock;
    private final RepeatedWork work = new RepeatedWork("events", PAUSE, GATHER, this::look);
    private Instant tidiedAt = Instant.EPOCH;

    EventReadingLoop(EventReader reader, EventBook book, Clock clock) {
        this.reader = reader;
        this.book = book;
        this.clock = clock;
    }

    private void look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (reader.read(now)) {
            work.nudge();
        }
        if (Duration.between(tidiedAt, now).abs().compareTo(TIDY_EVERY) >= 0) {
            book.tidy(now);
            tidiedAt = now;
        }
    }

    /// Looks soon.
    @EventListener
    void wake(RolloutChanged changed) {
        work.nudge();
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
