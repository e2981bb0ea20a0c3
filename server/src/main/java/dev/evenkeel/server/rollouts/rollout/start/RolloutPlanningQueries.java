// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.engine.preview.ControlTraffic;
import dev.evenkeel.engine.preview.PlanFeasibilityCheck;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.StartWarning;
import dev.evenkeel.engine.preview.TrafficAssumptions;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.evidence.MinuteCallCount;
import dev.evenkeel.server.rollouts.evidence.VariantKey;
import dev.evenkeel.server.rollouts.rollout.ObservedCalls;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.guard.BaselineCollector;
import dev.evenkeel.server.rollouts.rollout.plan.PlanPreviewService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// What can be known of a rollout before it is started, for whoever plans one. Changes nothing.
/// Thread-safe.
@Component
public class RolloutPlanningQueries {
    /// How long a preview is waited for.
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    /// Over how long the present traffic is counted, at most.
    public static final Duration WINDOW = Duration.ofMinutes(15);

    private static final long ENOUGH_FOR_FAILURES = 1_000;

    private final PlanPreviewService previews;
    private final StartRolloutValidator orders;
    private final EvidenceService outcomes;
    private final RolloutRepository rollouts;
    private final Clock clock;

    RolloutPlanningQueries(
            PlanPreviewService previews,
            StartRolloutValidator orders,
            EvidenceService outcomes,
            RolloutRepository rollouts,
            Clock clock) {
        this.previews = previews;
        this.orders = orders;
        this.outcomes = outcomes;
        this.rollouts = rollouts;
        this.clock = clock;
    }

    /// What was seen of a control.
    ///
    /// @param traffic all calls of the flag in the last full minutes, 15 at most, since the last rollout
    ///     of it ended; null when there were none
    /// @param failures the calls that tell how often control fails: the same, or, while a rollout runs
    ///     and where they are fewer than 1,000, control's of the newest rollout that has so many; null
    ///     when nothing is known
    /// @param samples latencies of control that count for the reference
    public record ControlTrafficSample(
            @Nullable ObservedCalls traffic, @Nullable ObservedCalls failures, long samples) {
        /// Nothing was seen.
        public static final ControlTrafficSample NOTHING = new ControlTrafficSample(null, null, 0);
    }

    /// The plans that orders can name.
    public NamedPlanLookup plans() {
        return orders.plans();
    }

    /// What a plan can do at some traffic; empty when that takes longer than [#PATIENCE]. It is there
    /// when it is asked for again some seconds later.
    public Optional<PlanPreview> preview(RolloutPlan plan, TrafficAssumptions traffic) {
        return previews.within(PATIENCE, plan, traffic);
    }

    /// Everything that is wrong with an order to start, except for gates.
    ///
    /// @param order as in docs/reference/http-api.md
    /// @param who would send it
    public List<ValidationErrors.ValidationError> objections(String environment, JsonNode order, String who) {
        return orders.faults(environment, order, who);
    }

    /// What a plan cannot do in the time it gives itself.
    ///
    /// @param samples latencies of control that are known
    public List<StartWarning> warnings(RolloutPlan plan, TrafficAssumptions traffic, long samples) {
        var seen = new ControlTraffic(traffic.callsPerSecond(), WINDOW, traffic.baseRate(), false);
        return PlanFeasibilityCheck.warnings(plan, seen, samples, BaselineCollector.AGE);
    }

    /// What was seen of a control.
    public ControlTrafficSample known(VariantKey control) {
        Instant now = clock.instant();
        Optional<Rollout> newest = rollouts.findNewest(control.environment(), control.flag());
        Instant endedAt = newest.map(rollout -> rollout.position().endedAt()).orElse(null);
        boolean runs = newest.isPresent() && endedAt == null;
        ObservedCalls traffic = traffic(control, endedAt, now);
        ObservedCalls failures = runs || traffic == null || traffic.calls() < ENOUGH_FOR_FAILURES
                ? rollouts.findControlCalls(control, ENOUGH_FOR_FAILURES).orElse(runs ? null : traffic)
                : traffic;
        return new ControlTrafficSample(
                traffic, failures, outcomes.latencySamples(control, now.minus(BaselineCollector.AGE)));
    }

    /* Full minutes, so that the numbers stand still for a minute; the present one where nothing came before it. */
    private @Nullable ObservedCalls traffic(VariantKey control, @Nullable Instant endedAt, Instant now) {
        Instant to = now.truncatedTo(ChronoUnit.MINUTES);
        Instant from = to.minus(WINDOW);
        if (endedAt != null && endedAt.isAfter(from)) {
            from = endedAt.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        }
        List<MinuteCallCount> minutes = outcomes.minutes(control.environment(), control.flag(), from, now);
        List<MinuteCallCount> full =
                minutes.stream().filter(one -> one.minute().isBefore(to)).toList();
        return full.isEmpty() ? seen(minutes, now) : seen(full, to);
    }

    private static @Nullable ObservedCalls seen(List<MinuteCallCount> minutes, Instant to) {
        return minutes.isEmpty() || !minutes.getFirst().minute().isBefore(to)
                ? null
                : new ObservedCalls(
                        minutes.stream().mapToLong(MinuteCallCount::calls).sum(),
                        minutes.stream().mapToLong(MinuteCallCount::failures).sum(),
                        minutes.getFirst().minute(),
                        to,
                        null);
    }
}
