// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.server.console.kit.ConsolePageLink;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.evidence.VariantMetricCounts;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Model of the rollout page. Answers: is it safe, and how do we know?
///
/// @param rollout names and texts, shown unchanged
/// @param now time of the data
/// @param status state of the rollout
/// @param steps the step bar
/// @param summary the answer to the page's question
/// @param traffic current traffic
/// @param clients number of SDK processes that have the revision, such as `1 of 2`
/// @param guardrails one row per check
/// @param decisions newest first
/// @param storeComparisons comparison passes over the stores of a migration, newest first
/// @param related related data
/// @param rollbackPreview effects of a rollback; null if the rollout has ended
/// @param rollbackProgress progress of the rollback; null if the rollout was not rolled back or aborted
/// @param rollbackLimit evidence that triggers a rollback; null before the first evaluation
record RolloutPageModel(
        Rollout rollout,
        Instant now,
        StatusBadge status,
        List<StepBarItem> steps,
        RolloutSafetySummary summary,
        TrafficSummary traffic,
        @Nullable String clients,
        List<GuardrailRow> guardrails,
        List<RolloutDecisionRow> decisions,
        List<ReconciliationPassRow> storeComparisons,
        RolloutPageData.RolloutRelatedData related,
        @Nullable RollbackPreview rollbackPreview,
        RollbackPreview.@Nullable RollbackProgress rollbackProgress,
        @Nullable RollbackLimit rollbackLimit) {
    /* 15 minutes at one tick per second: one request of about 140 kB, compressed. */
    private static final long CHARTED_TICKS = 1_000;
    /// Evidence that triggers a rollback.
    ///
    /// @param log10 its decimal logarithm
    /// @param evidence such as `112`
    /// @param now current evidence, such as `0.64`
    /// @param falseAlarm probability that a harmless candidate ever reaches the limit, such as `0.89%`
    record RollbackLimit(double log10, String evidence, String now, String falseAlarm) {
        static RollbackLimit of(GuardrailStatuses.CombinedRollbackEvidence rollback) {
            double log10 = rollback.threshold();
            return new RollbackLimit(
                    log10,
                    QuantityFormatter.formatEvidence(log10),
                    QuantityFormatter.formatEvidence(rollback.log10()),
                    QuantityFormatter.formatPercent(Math.pow(10, -log10)));
        }
    }

    static RolloutPageModel of(RolloutPageData data, Instant now) {
        Rollout rollout = data.rollout();
        TrafficSummary traffic = TrafficSummary.of(data, now);
        return new RolloutPageModel(
                rollout,
                now,
                StatusBadge.of(rollout.status()),
                StepBarItem.of(rollout),
                RolloutSafetySummary.of(data, traffic),
                traffic,
                data.connectedClients() == 0 ? null : data.clientsOnRevision() + " of " + data.connectedClients(),
                GuardrailRow.of(data),
                RolloutDecisionRow.of(data.decisions()),
                ReconciliationPassRow.of(data, now),
                data.related(),
                RollbackPreview.of(data),
                RollbackPreview.RollbackProgress.of(data),
                data.findRollbackEvidence().map(RollbackLimit::of).orElse(null));
    }

    /// Whether the plan requires a comparison of a migration's stores.
    boolean requiresReconciliation() {
        ReconciliationGuardrail guardrail = rollout.plan().guardrails().reconciliation();
        return guardrail != null && guardrail.required();
    }

    /// Whether the rollout can still be stopped.
    boolean canBeStopped() {
        return !rollout.status().isEnded();
    }

    /// Whether its current step can be approved.
    boolean canBeApproved() {
        return rollout.requiresApproval() && !rollout.position().approved();
    }

    /// Whether it is held after a database restore until a user continues it.
    boolean canBeConfirmed() {
        return rollout.requiresConfirmation();
    }

    /// Returns links to related pages.
    List<ConsolePageLink> links() {
        String place = rollout.environment() + "/" + rollout.flag();
        Stream<ConsolePageLink> incidents = related.nextSteps().incidents().stream()
                .map(incident -> new ConsolePageLink("Incident: " + incident.title(), "/incidents/" + incident.id()));
        return Stream.concat(
                        incidents,
                        Stream.of(
                                canBeStopped()
                                        ? null
                                        : new ConsolePageLink("Plan another rollout", "/flags/" + place + "/rollout"),
                                new ConsolePageLink("The story of this change", "/changes/" + rollout.id()),
                                new ConsolePageLink("The flag", "/flags/" + place),
                                new ConsolePageLink("Who did what", "/audit?subject=" + place)))
                .filter(Objects::nonNull)
                .toList();
    }

    String title() {
        return RolloutFormatter.formatTitle(rollout);
    }

    /// Returns the position, such as `step 2 of 6`.
    String stepText() {
        return RolloutFormatter.formatStep(rollout);
    }

    String exposure() {
        return rollout.position().exposure().toString();
    }

    /// Returns the duration of the rollout, until now if it is running.
    String duration() {
        Instant end = Objects.requireNonNullElse(rollout.position().endedAt(), now);
        return DisplayFormatter.formatDuration(Duration.between(rollout.startedAt(), end));
    }

    /// Returns the time without data, in seconds, after which the guard holds.
    long silentAfterSeconds() {
        return rollout.plan().missingData().noDataAfter().toSeconds();
    }

    /// Returns the current effect of missing data.
    String silenceText() {
        return rollout.status() == RolloutStatus.COLLECTING_BASELINE
                ? "No batch arrives: the rollout cannot begin."
                : "No batch arrives: exposure is held.";
    }

    /// Returns the combined evidence of all guardrails that roll back, with its limit; null before the first
    /// evaluation.
    @Nullable
    String combinedEvidence() {
        return rollbackLimit == null
                ? null
                : "All together, evidence against " + rollout.candidate() + " is " + rollbackLimit.now() + "; at "
                        + rollbackLimit.evidence() + " everybody goes back.";
    }

    /// Returns the effects of the candidate's limits on calls since the start; null for none.
    @Nullable
    String limitsText() {
        long refused = events(MetricNames.LIMIT_REFUSED);
        long timedOut = events(MetricNames.LIMIT_TIMED_OUT);
        return refused + timedOut == 0
                ? null
                : "Limits of " + rollout.candidate() + ": " + QuantityFormatter.formatCount(refused)
                        + " calls found no place and were answered by " + rollout.control() + ", evidence for neither; "
                        + QuantityFormatter.formatCount(timedOut) + " got no answer in time and count as failed.";
    }

    /// Returns the counts of calls with a deferred outcome; null if there are none.
    @Nullable
    String settlementText() {
        long opened = events(MetricNames.SETTLEMENT_OPENED);
        return opened + controlEvents(MetricNames.SETTLEMENT_OPENED) == 0
                ? null
                : "Turned out later: " + formatSettled(rollout.candidate(), this::events) + "; "
                        + formatSettled(rollout.control(), this::controlEvents) + ".";
    }

    private static String formatSettled(String variant, ToLongFunction<String> events) {
        return QuantityFormatter.formatCount(events.applyAsLong(MetricNames.SETTLEMENT_SETTLED)) + " of "
                + QuantityFormatter.formatCount(events.applyAsLong(MetricNames.SETTLEMENT_OPENED)) + " calls of "
                + variant
                + ", "
                + QuantityFormatter.formatCount(events.applyAsLong(MetricNames.SETTLEMENT_FAILED)) + " of them failed";
    }

    private long events(String metric) {
        return events(rollout.totals().candidate(), metric);
    }

    private long controlEvents(String metric) {
        return events(rollout.totals().control(), metric);
    }

    private static long events(VariantCounts counts, String metric) {
        return counts.metrics().getOrDefault(metric, VariantMetricCounts.NONE).events();
    }

    /// Returns the placeholder of a chart that is not drawn yet.
    String chartPlaceholder() {
        if (rollout.ticks() > 0) {
            return "Its ticks are being read.";
        }
        return "No tick yet: the line starts with the first calls.";
    }

    /// Whether there is or will be data for charts.
    boolean hasChart() {
        return canBeStopped() || rollout.ticks() > 0;
    }

    /// Returns the placeholder of the guardrails before the first evaluation.
    String guardrailPlaceholder() {
        return canBeStopped()
                ? "Nothing judged yet: the first tick with calls of both variants starts the checks."
                : "It ended before anything was judged.";
    }

    /// Returns the number of the tick after which the charts begin.
    long chartFrom() {
        long last = canBeStopped() || decisions.isEmpty()
                ? rollout.ticks()
                : Math.min(rollout.ticks(), decisions.getFirst().tick());
        return Math.max(0, last - CHARTED_TICKS);
    }

    /// Returns the end of the charts; null while the rollout is running. Excludes later counts, which are the
    /// last calls of an exposure that ended (few and slow) and calls under the split that a completed rollout
    /// leaves.
    @Nullable
    Instant chartUntil() {
        return rollout.position().endedAt();
    }
}
