// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.engine.preview.ObservedControlTraffic;
import dev.evenkeel.engine.preview.PlanFeasibilityCheck;
import dev.evenkeel.engine.preview.StartWarning;
import dev.evenkeel.server.rollouts.evidence.LatencyRepository;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.guard.BaselinePhaseHandler;
import dev.evenkeel.server.rollouts.rollout.guard.ConnectedSdkQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// The advisor for rollouts that have just started: warns when the observed traffic of control or the connected
/// processes are insufficient for the plan. Called after the start has committed, so it neither delays nor
/// prevents a start. Thread-safe.
///
/// Call rate: calls of control with known latency, which never include calls of candidates. Their exact time is
/// kept for 15 minutes and afterwards only their hour, so three periods can be counted exactly: the last
/// minute, the last 14 minutes, and the time since the start of the previous hour. The highest rate is used;
/// short periods count only with enough calls. Without them, a service that started a minute ago would appear
/// idle over an hour.
///
/// Failure rate: stored for rollouts only. It is that of the flag's newest rollout with this control and enough
/// calls, otherwise [ObservedControlTraffic#ASSUMED_FAILURE_RATE].
///
/// Cost: five reads without locks, each in its own transaction, and the closed form of [PlanFeasibilityCheck]:
/// 1.4 ms; 65 ms when fifty processes have reported control every second for 15 minutes.
@Component
public class StartedRolloutAdvisor {
    private static final List<Duration> SHORT = List.of(Duration.ofMinutes(14), Duration.ofMinutes(1));
    private static final long ENOUGH_FOR_A_RATE = 100;
    private static final long ENOUGH_FOR_FAILURES = 1_000;

    private final LatencyRepository latencies;
    private final RolloutRepository rollouts;
    private final ConnectedSdkQueries connectedSdks;
    private final Clock clock;

    StartedRolloutAdvisor(
            LatencyRepository latencies, RolloutRepository rollouts, ConnectedSdkQueries connectedSdks, Clock clock) {
        this.latencies = latencies;
        this.rollouts = rollouts;
        this.connectedSdks = connectedSdks;
        this.clock = clock;
    }

    /// The observed traffic, and warnings about what it is insufficient for.
    public record TrafficAdvice(ObservedControlTraffic traffic, List<StartWarning> warnings) {
        public TrafficAdvice {
            warnings = List.copyOf(warnings);
        }
    }

    public TrafficAdvice advise(Rollout rollout) {
        Instant now = clock.instant();
        ObservedControlTraffic traffic = traffic(rollout, now);
        long samples = latencies.countCalls(rollout.controlKey(), now.minus(BaselinePhaseHandler.LATENCY_WINDOW));
        List<StartWarning> warnings = new ArrayList<>(PlanFeasibilityCheck.findWarnings(
                rollout.plan(), traffic, samples, BaselinePhaseHandler.LATENCY_WINDOW));
        PlanFeasibilityCheck.ofInstances(rollout.plan(), connectedSdks.countConnected(rollout.environment()))
                .ifPresent(warnings::add);
        return new TrafficAdvice(traffic, warnings);
    }

    private ObservedControlTraffic traffic(Rollout rollout, Instant now) {
        TrafficPeriod busiest = findBusiestPeriod(rollout, now);
        return rollouts.findControlFailureRate(rollout, ENOUGH_FOR_FAILURES)
                .map(rate -> new ObservedControlTraffic(busiest.perSecond(), busiest.length(), rate, false))
                .orElseGet(() -> new ObservedControlTraffic(
                        busiest.perSecond(), busiest.length(), ObservedControlTraffic.ASSUMED_FAILURE_RATE, true));
    }

    private TrafficPeriod findBusiestPeriod(Rollout rollout, Instant now) {
        Instant hourBefore = now.truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
        TrafficPeriod longest = measurePeriod(rollout, Duration.between(hourBefore, now), now);
        return SHORT.stream()
                .map(length -> measurePeriod(rollout, length, now))
                .filter(stretch -> stretch.calls() >= ENOUGH_FOR_A_RATE)
                .reduce(longest, (one, other) -> other.perSecond() > one.perSecond() ? other : one);
    }

    private TrafficPeriod measurePeriod(Rollout rollout, Duration length, Instant now) {
        return new TrafficPeriod(length, latencies.countCalls(rollout.controlKey(), now.minus(length)));
    }

    private record TrafficPeriod(Duration length, long calls) {
        double perSecond() {
            return calls * 1e9 / length.toNanos();
        }
    }
}
