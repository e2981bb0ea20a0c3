// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.engine.preview.ControlTraffic;
import dev.evenkeel.engine.preview.PlanFeasibilityCheck;
import dev.evenkeel.engine.preview.StartWarning;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.guard.BaselineCollector;
import dev.evenkeel.server.rollouts.rollout.guard.ConnectedSdkQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// What speaks against a rollout that has just started, by the traffic that was seen of its control and by the
/// processes that are connected. For people: asked after the start has committed, so it neither holds a start
/// up nor stops one. Thread-safe.
///
/// Calls a second: control's calls of known latency; those of candidates are never among them. They are kept
/// with their time for a quarter of an hour and by the hour after that, so three stretches can be counted
/// exactly: the last minute, 14 minutes, and back to the begin of the hour before this one. The highest rate
/// counts, of the short ones only with enough calls, because a service that started a minute ago looks idle
/// over an hour.
///
/// Failures of control are kept of rollouts only: the rate is that of the flag's newest rollout with this
/// control and enough calls, else [ControlTraffic#ASSUMED_FAILURE_RATE].
///
/// Cost: five reads without a lock, each in a transaction of its own, and the closed form of
/// [PlanFeasibilityCheck]: 1.4 ms; 65 ms where fifty processes have reported control every second for a quarter
/// of an hour.
@Component
public class StartRolloutAdvisor {
    private static final List<Duration> SHORT = List.of(Duration.ofMinutes(14), Duration.ofMinutes(1));
    private static final long ENOUGH_FOR_A_RATE = 100;
    private static final long ENOUGH_FOR_FAILURES = 1_000;

    private final EvidenceService outcomes;
    private final RolloutRepository rollouts;
    private final ConnectedSdkQueries listening;
    private final Clock clock;

    StartRolloutAdvisor(
            EvidenceService outcomes, RolloutRepository rollouts, ConnectedSdkQueries listening, Clock clock) {
        this.outcomes = outcomes;
        this.rollouts = rollouts;
        this.listening = listening;
        this.clock = clock;
    }

    /// What was seen, and what of the plan it is too little for.
    public record Advice(ControlTraffic traffic, List<StartWarning> warnings) {
        public Advice {
            warnings = List.copyOf(warnings);
        }
    }

    public Advice on(Rollout rollout) {
        Instant now = clock.instant();
        ControlTraffic traffic = traffic(rollout, now);
        long samples = outcomes.latencySamples(rollout.controlKey(), now.minus(BaselineCollector.AGE));
        List<StartWarning> warnings =
                new ArrayList<>(PlanFeasibilityCheck.warnings(rollout.plan(), traffic, samples, BaselineCollector.AGE));
        PlanFeasibilityCheck.ofProcesses(rollout.plan(), listening.connected(rollout.environment()))
                .ifPresent(warnings::add);
        return new Advice(traffic, warnings);
    }

    private ControlTraffic traffic(Rollout rollout, Instant now) {
        TrafficPeriod busiest = busiest(rollout, now);
        return rollouts.findControlFailures(rollout, ENOUGH_FOR_FAILURES)
                .map(rate -> new ControlTraffic(busiest.perSecond(), busiest.length(), rate, false))
                .orElseGet(() -> new ControlTraffic(
                        busiest.perSecond(), busiest.length(), ControlTraffic.ASSUMED_FAILURE_RATE, true));
    }

    private TrafficPeriod busiest(Rollout rollout, Instant now) {
        Instant hourBefore = now.truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
        TrafficPeriod longest = stretch(rollout, Duration.between(hourBefore, now), now);
        return SHORT.stream()
                .map(length -> stretch(rollout, length, now))
                .filter(stretch -> stretch.calls() >= ENOUGH_FOR_A_RATE)
                .reduce(longest, (one, other) -> other.perSecond() > one.perSecond() ? other : one);
    }

    private TrafficPeriod stretch(Rollout rollout, Duration length, Instant now) {
        return new TrafficPeriod(length, outcomes.latencySamples(rollout.controlKey(), now.minus(length)));
    }

    private record TrafficPeriod(Duration length, long calls) {
        double perSecond() {
            return calls * 1e9 / length.toNanos();
        }
    }
}
