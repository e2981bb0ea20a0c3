// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import dev.evenkeel.server.gates.evaluation.Denials;
import dev.evenkeel.server.rollouts.rollout.RolloutTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/// Notes once a second which gates stand against rollouts that run, from what they last said.
@Component
class DenialLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RolloutTable rollouts;
    private final GateBook book;
    private final Denials denials;
    private final Clock clock;
    private final RepeatedWork work;

    DenialLoop(RolloutTable rollouts, GateBook book, Denials denials, Clock clock) {
        this.rollouts = rollouts;
        this.book = book;
        this.denials = denials;
        this.clock = clock;
        this.work = new RepeatedWork("denials by gates", PAUSE, Duration.ZERO, this::look);
    }

    /// Notes all.
    void look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        denials.heard(
                rollouts.allRunning().stream()
                        .map(rollout -> new Denials.Heard(
                                rollout.change().asked(rollout),
                                book.findReport(rollout.id()).orElse(null)))
                        .toList(),
                now);
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
