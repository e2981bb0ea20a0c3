// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.server.foundation.monitoring.PreScrapeMetricsRefresher;
import dev.evenkeel.server.rollouts.rollout.GuardEvaluationHealthTracker;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Metrics of running rollouts, including the time since the guard last evaluated each, for dead-man alerts.
/// Costs one query per scrape.
@Component
class RolloutMonitoringGauges implements PreScrapeMetricsRefresher {
    private static final double MILLIS = 1_000;

    private final RolloutRepository rollouts;
    private final GuardEvaluationHealthTracker health;
    private final Clock clock;
    private final MultiGauge age;
    private final MultiGauge exposure;
    private final MultiGauge hold;

    RolloutMonitoringGauges(
            RolloutRepository rollouts, GuardEvaluationHealthTracker health, Clock clock, MeterRegistry meters) {
        this.rollouts = rollouts;
        this.health = health;
        this.clock = clock;
        this.age = MultiGauge.builder("evenkeel.guard.last.decision.age.seconds")
                .description("Time since this server last evaluated a running rollout.")
                .register(meters);
        this.exposure = MultiGauge.builder("evenkeel.rollout.exposure.ratio")
                .description("Share of units on the candidate of a running rollout.")
                .register(meters);
        this.hold = MultiGauge.builder("evenkeel.rollout.hold")
                .description("1 for the reason why a running rollout holds.")
                .register(meters);
        FunctionCounter.builder(
                        "evenkeel.guard.evaluation.failures", health, GuardEvaluationHealthTracker::failureCount)
                .description("Guard evaluations that failed since this server started.")
                .register(meters);
    }

    @Override
    public void refresh() {
        Instant now = clock.instant();
        List<Rollout> running = rollouts.listRunning();
        register(age, running, rollout -> age(rollout, now));
        register(exposure, running, rollout -> rollout.position().exposure().basisPoints() / 10_000.0);
        hold.register(running.stream().flatMap(RolloutMonitoringGauges::hold).toList(), true);
    }

    private double age(Rollout rollout, Instant now) {
        Instant last = health.findLastEvaluatedAt(rollout.id()).orElse(rollout.startedAt());
        return Math.max(0, Duration.between(last, now).toMillis()) / MILLIS;
    }

    private static Stream<Row<Number>> hold(Rollout rollout) {
        HoldKind hold = rollout.position().hold();
        return hold == null ? Stream.empty() : Stream.of(Row.of(tags(rollout).and("reason", hold.name()), 1));
    }

    private static void register(MultiGauge gauge, List<Rollout> running, ToDoubleFunction<Rollout> value) {
        gauge.register(
                running.stream()
                        .map(rollout -> Row.of(tags(rollout), value.applyAsDouble(rollout)))
                        .toList(),
                true);
    }

    private static Tags tags(Rollout rollout) {
        return Tags.of("environment", rollout.environment(), "flag", rollout.flag(), "rollout", rollout.id());
    }
}
