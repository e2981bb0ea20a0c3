// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.api.RolloutApi.StartRolloutRequest;
import dev.evenkeel.engine.preview.ObservedControlTraffic;
import dev.evenkeel.engine.preview.PlanFeasibilityCheck;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.StartWarning;
import dev.evenkeel.engine.preview.TrafficAssumptions;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
import dev.evenkeel.server.rollouts.evidence.FlagCallCountRepository;
import dev.evenkeel.server.rollouts.evidence.LatencyRepository;
import dev.evenkeel.server.rollouts.evidence.MinuteFlagCallCount;
import dev.evenkeel.server.rollouts.evidence.VariantKey;
import dev.evenkeel.server.rollouts.rollout.FlagPeriodCallCounts;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.guard.BaselinePhaseHandler;
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

/// Read access to the facts for planning a rollout before its start. Thread-safe.
@Component
public class RolloutPlanningQueries {
    /// Maximum wait for a preview.
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    /// Maximum duration over which the current traffic is measured.
    public static final Duration WINDOW = Duration.ofMinutes(15);

    private static final long ENOUGH_FOR_FAILURES = 1_000;

    private final PlanPreviewService previews;
    private final StartRolloutValidator validator;
    private final JsonRequestBinder requests;
    private final LatencyRepository latencies;
    private final FlagCallCountRepository callCounts;
    private final RolloutRepository rollouts;
    private final Clock clock;

    RolloutPlanningQueries(
            PlanPreviewService previews,
            StartRolloutValidator validator,
            JsonRequestBinder requests,
            LatencyRepository latencies,
            FlagCallCountRepository callCounts,
            RolloutRepository rollouts,
            Clock clock) {
        this.previews = previews;
        this.validator = validator;
        this.requests = requests;
        this.latencies = latencies;
        this.callCounts = callCounts;
        this.rollouts = rollouts;
        this.clock = clock;
    }

    /// The observed traffic of a control variant.
    ///
    /// @param traffic all calls of the flag in the last full minutes, at most 15, since its last rollout ended;
    ///     null when there were none
    /// @param failures calls that show control's failure rate: those of `traffic`, or, while a rollout is
    ///     running and when they are fewer than 1,000, those of control in the newest rollout with at least so
    ///     many; null when unknown
    /// @param samples latencies of control that count for the baseline
    public record ControlTrafficSample(
            @Nullable FlagPeriodCallCounts traffic,
            @Nullable FlagPeriodCallCounts failures,
            long samples) {
        /// No observed traffic.
        public static final ControlTrafficSample NOTHING = new ControlTrafficSample(null, null, 0);
    }

    /// Returns the plans that requests can name.
    public NamedPlanLookup plans() {
        return validator.plans();
    }

    /// Returns the preview of a plan for some traffic; empty when it takes longer than [#PATIENCE]. A call some
    /// seconds later then returns it.
    public Optional<PlanPreview> preview(RolloutPlan plan, TrafficAssumptions traffic) {
        return previews.findWithin(PATIENCE, plan, traffic);
    }

    /// Returns all validation errors of a request to start a rollout, without evaluating gates.
    ///
    /// @param order request body as in docs/reference/http-api.md
    /// @param who user who would send it
    public List<ValidationError> validate(String environment, JsonNode order, String who) {
        return requests.bind(StartRolloutRequest.class, order)
                .listErrors((request, errors) -> validator.validate(environment, request, who, errors));
    }

    /// Returns what a plan cannot achieve within its own time limits.
    ///
    /// @param samples number of known latencies of control
    public List<StartWarning> listWarnings(RolloutPlan plan, TrafficAssumptions traffic, long samples) {
        var seen = new ObservedControlTraffic(traffic.callsPerSecond(), WINDOW, traffic.baseRate(), false);
        return PlanFeasibilityCheck.findWarnings(plan, seen, samples, BaselinePhaseHandler.LATENCY_WINDOW);
    }

    /// Returns the observed traffic of a control variant.
    public ControlTrafficSample measureControl(VariantKey control) {
        Instant now = clock.instant();
        Optional<Rollout> newest = rollouts.findNewestByFlag(control.environment(), control.flag());
        Instant endedAt = newest.map(rollout -> rollout.position().endedAt()).orElse(null);
        boolean runs = newest.isPresent() && endedAt == null;
        FlagPeriodCallCounts traffic = traffic(control, endedAt, now);
        FlagPeriodCallCounts failures = runs || traffic == null || traffic.calls() < ENOUGH_FOR_FAILURES
                ? rollouts.findControlCalls(control, ENOUGH_FOR_FAILURES).orElse(runs ? null : traffic)
                : traffic;
        return new ControlTrafficSample(
                traffic, failures, latencies.countCalls(control, now.minus(BaselinePhaseHandler.LATENCY_WINDOW)));
    }

    /*
     * Uses full minutes, so that the numbers change once a minute; uses the current minute when there is no full
     * one.
     */
    private @Nullable FlagPeriodCallCounts traffic(VariantKey control, @Nullable Instant endedAt, Instant now) {
        Instant to = now.truncatedTo(ChronoUnit.MINUTES);
        Instant from = to.minus(WINDOW);
        if (endedAt != null && endedAt.isAfter(from)) {
            from = endedAt.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        }
        List<MinuteFlagCallCount> minutes = callCounts.listMinutes(control.environment(), control.flag(), from, now);
        List<MinuteFlagCallCount> full =
                minutes.stream().filter(one -> one.minute().isBefore(to)).toList();
        return full.isEmpty() ? toObservedCalls(minutes, now) : toObservedCalls(full, to);
    }

    private static @Nullable FlagPeriodCallCounts toObservedCalls(List<MinuteFlagCallCount> minutes, Instant to) {
        return minutes.isEmpty() || !minutes.getFirst().minute().isBefore(to)
                ? null
                : new FlagPeriodCallCounts(
                        minutes.stream().mapToLong(MinuteFlagCallCount::calls).sum(),
                        minutes.stream()
                                .mapToLong(MinuteFlagCallCount::failures)
                                .sum(),
                        minutes.getFirst().minute(),
                        to,
                        null);
    }
}
