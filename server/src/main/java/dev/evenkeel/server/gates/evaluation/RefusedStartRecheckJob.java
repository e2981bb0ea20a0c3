// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import dev.evenkeel.server.gates.gate.RunningFlagChangeProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The job that evaluates the gates of refused starts again, to record when the denial ends: once per minute,
/// and immediately after a change to gates on this server.
@Component
class RefusedStartRecheckJob {
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(31);

    private final GateDenialRecorder denials;
    private final GateEvaluationService gates;
    private final FlagService flags;
    private final RunningFlagChangeProvider running;
    private final Clock clock;

    RefusedStartRecheckJob(
            GateDenialRecorder denials,
            GateEvaluationService gates,
            FlagService flags,
            RunningFlagChangeProvider running,
            Clock clock,
            BackgroundJobs jobs) {
        this.denials = denials;
        this.gates = gates;
        this.flags = flags;
        this.running = running;
        this.clock = clock;
        jobs.add(BackgroundJob.builder("gate recheck of rejected starts", Duration.ofMinutes(1), this::runOnce)
                .wakeUpOn(GatesChangedEvent.class));
    }

    /// Evaluates all refused starts.
    void runOnce() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<GateContext, List<ActiveGateDenial>> byQuestion =
                denials.listRefusals().stream().collect(Collectors.groupingBy(ActiveGateDenial::context));
        BackgroundJob.forEachIsolatingFailures(
                byQuestion.entrySet(), asked -> recheck(asked.getKey(), asked.getValue(), now));
    }

    private void recheck(GateContext context, List<ActiveGateDenial> standing, Instant now) {
        Optional<Instant> over = findEnd(context, standing, now);
        if (over.isPresent()) {
            denials.endRefusals(standing, over.get());
        } else {
            denials.recordRecheck(context, gates.evaluate(context, now), standing, now);
        }
    }

    /* When the start was no longer refused or requested. A start that is not repeated counts as abandoned. */
    private Optional<Instant> findEnd(GateContext context, List<ActiveGateDenial> standing, Instant now) {
        String flag = String.valueOf(context.flag());
        boolean isGone = flags.findLatest(context.environment())
                .filter(snapshot -> !snapshot.compiled().flagKeys().contains(flag))
                .isPresent();
        if (isGone) {
            return Optional.of(now);
        }
        Instant asked = standing.stream()
                .map(ActiveGateDenial::evaluatedAt)
                .max(Instant::compareTo)
                .orElse(now);
        return running.find(context.environment(), flag)
                .map(RunningFlagChangeProvider.Running::since)
                .or(() -> Optional.of(asked).filter(at -> now.isAfter(at.plus(GIVEN_UP_AFTER))));
    }
}
