// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import dev.evenkeel.server.gates.gate.GateQuestion;
import dev.evenkeel.server.gates.gate.GatesChanged;
import dev.evenkeel.server.gates.gate.RunningChanges;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// Asks gates about orders that were refused, so that one knows when they would not have been any
/// more: once a minute, and at once when a person changes something about gates on this server.
@Component
class RefusalLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(31);

    private final Denials denials;
    private final Gates gates;
    private final Flags flags;
    private final RunningChanges running;
    private final Clock clock;
    private final RepeatedWork work;

    RefusalLoop(Denials denials, Gates gates, Flags flags, RunningChanges running, Clock clock) {
        this.denials = denials;
        this.gates = gates;
        this.flags = flags;
        this.running = running;
        this.clock = clock;
        this.work = new RepeatedWork("gates of refused orders", PAUSE, Duration.ZERO, this::look);
    }

    @TransactionalEventListener
    void wake(GatesChanged event) {
        work.nudge();
    }

    /// Asks about all.
    void look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<GateQuestion, List<StandingDenial>> byQuestion =
                denials.refusals().stream().collect(Collectors.groupingBy(StandingDenial::question));
        RepeatedWork.forEach(byQuestion.entrySet(), asked -> look(asked.getKey(), asked.getValue(), now));
    }

    private void look(GateQuestion question, List<StandingDenial> standing, Instant now) {
        Optional<Instant> over = over(question, standing, now);
        if (over.isPresent()) {
            denials.end(standing, over.get());
        } else {
            denials.heard(question, gates.report(question, now), standing, now);
        }
    }

    /* When it became something else than a refused order; one that nobody repeated was wanted no longer. */
    private Optional<Instant> over(GateQuestion question, List<StandingDenial> standing, Instant now) {
        String flag = String.valueOf(question.flag());
        boolean isGone = flags.findLatest(question.environment())
                .filter(snapshot -> !snapshot.compiled().flagKeys().contains(flag))
                .isPresent();
        if (isGone) {
            return Optional.of(now);
        }
        Instant asked = standing.stream()
                .map(StandingDenial::askedAt)
                .max(Instant::compareTo)
                .orElse(now);
        return running.find(question.environment(), flag)
                .map(RunningChanges.Running::since)
                .or(() -> Optional.of(asked).filter(at -> now.isAfter(at.plus(GIVEN_UP_AFTER))));
    }

    @Override
    protected RepeatedWork work() {
        return work;
    }
}
