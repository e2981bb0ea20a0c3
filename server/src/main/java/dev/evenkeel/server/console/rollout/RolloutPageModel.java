// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageLink;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.rollouts.evidence.MetricCounts;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.GuardrailStatus;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything the rollout page shows. Its question: is it safe, and how do we know?
///
/// @param rollout names and texts that are shown as they are
/// @param now when this was true
/// @param status the rollout's state
/// @param steps the step bar
/// @param answer the answer to the page's question
/// @param pulse what flows just now
/// @param clients SDK processes that have the revision, such as `1 of 2`
/// @param guardrails one row per check
/// @param decisions newest first
/// @param passes over the stores of a migration, newest first
/// @param extras what was told or reckoned beside
/// @param wayBack what a rollback would do; null when it has ended
/// @param back how far the way back is; null when nothing was taken back
/// @param limit evidence at which everybody goes back; null before the first ruling
record RolloutPageModel(
        Rollout rollout,
        Instant now,
        StatusBadge status,
        List<StepIndicator> steps,
        RolloutSummary answer,
        TrafficSummary pulse,
        @Nullable String clients,
        List<GuardrailRow> guardrails,
        List<RolloutDecisionRow> decisions,
        List<StoreComparisonRow> passes,
        RolloutPageData.RolloutRelatedData extras,
        @Nullable RollbackPreview wayBack,
        RollbackPreview.@Nullable RollbackProgress back,
        @Nullable RollbackLimit limit) {
    /* A quarter of an hour at a tick a second: one request of about 140 kB, compressed. */
    private static final long CHARTED_TICKS = 1_000;
    /// The evidence at which everybody goes back.
    ///
    /// @param log10 decimal logarithm of it
    /// @param evidence such as `112`
    /// @param now what there is of it, such as `0.64`
    /// @param falseAlarm chance that a harmless candidate ever reaches it, such as `0.89 %`
    record RollbackLimit(double log10, String evidence, String now, String falseAlarm) {
        static RollbackLimit of(GuardrailStatus.RollbackEvidence rollback) {
            double log10 = rollback.threshold();
            return new RollbackLimit(
                    log10,
                    DisplayFormatter.evidence(log10),
                    DisplayFormatter.evidence(rollback.log10()),
                    DisplayFormatter.share(Math.pow(10, -log10)));
        }
    }

    static RolloutPageModel of(RolloutPageData facts, Instant now) {
        Rollout rollout = facts.rollout();
        TrafficSummary pulse = TrafficSummary.of(facts, now);
        return new RolloutPageModel(
                rollout,
                now,
                StatusBadge.of(rollout.status()),
                StepIndicator.of(rollout),
                RolloutSummary.of(facts, pulse),
                pulse,
                facts.connected() == 0 ? null : facts.onRevision() + " of " + facts.connected(),
                GuardrailRow.of(facts),
                RolloutDecisionRow.of(facts.decisions()),
                StoreComparisonRow.of(facts, now),
                facts.extras(),
                RollbackPreview.of(facts),
                RollbackPreview.RollbackProgress.of(facts),
                facts.findRollback().map(RollbackLimit::of).orElse(null));
    }

    /// Whether the stores of a migration have to be compared for it.
    boolean reconciled() {
        ReconciliationGuardrail asked = rollout.plan().guardrails().reconciliation();
        return asked != null && asked.required();
    }

    /// Whether somebody can still stop it.
    boolean live() {
        return !rollout.status().ended();
    }

    /// Whether somebody can approve going on from its step.
    boolean approvable() {
        return rollout.asksForAPerson() && !rollout.position().approved();
    }

    /// Whether it is held after a restore until a person continues it.
    boolean confirmable() {
        return rollout.awaitsConfirmation();
    }

    /// Where to go from here.
    List<PageLink> links() {
        String place = rollout.environment() + "/" + rollout.flag();
        Stream<PageLink> incidents = extras.ahead().incidents().stream()
                .map(incident -> new PageLink("Incident: " + incident.title(), "/incidents/" + incident.id()));
        return Stream.concat(
                        incidents,
                        Stream.of(
                                live() ? null : new PageLink("Plan another rollout", "/flags/" + place + "/rollout"),
                                new PageLink("The story of this change", "/changes/" + rollout.id()),
                                new PageLink("The flag", "/flags/" + place),
                                new PageLink("Who did what", "/audit?subject=" + place)))
                .filter(Objects::nonNull)
                .toList();
    }

    String title() {
        return RolloutFormatter.title(rollout);
    }

    /// Such as `step 2 of 6`.
    String place() {
        return RolloutFormatter.step(rollout);
    }

    String exposure() {
        return DisplayFormatter.exposure(rollout.position().exposure());
    }

    /// How long it ran, for one that has ended.
    String took() {
        Instant end = Objects.requireNonNullElse(rollout.position().endedAt(), now);
        return DisplayFormatter.duration(Duration.between(rollout.startedAt(), end));
    }

    /// Silence in seconds after which the guard holds.
    long silentAfterSeconds() {
        return rollout.plan().blindness().noDataAfter().toSeconds();
    }

    /// What silence means now.
    String silence() {
        return rollout.status() == RolloutStatus.SEEDING
                ? "No batch arrives: the rollout cannot begin."
                : "No batch arrives: exposure is held.";
    }

    /// The evidence of all guardrails that put everybody back, against its bound; null before the first ruling.
    @Nullable
    String sum() {
        return limit == null
                ? null
                : "All together, evidence against " + rollout.candidate() + " is " + limit.now() + "; at "
                        + limit.evidence() + " everybody goes back.";
    }

    /// What the candidate's limits did to calls since the start; null when nothing.
    @Nullable
    String limits() {
        long refused = events(MetricNames.LIMIT_REFUSED);
        long timedOut = events(MetricNames.LIMIT_TIMED_OUT);
        return refused + timedOut == 0
                ? null
                : "Limits of " + rollout.candidate() + ": " + DisplayFormatter.count(refused)
                        + " calls found no place and were answered by " + rollout.control() + ", evidence for neither; "
                        + DisplayFormatter.count(timedOut) + " got no answer in time and count as failed.";
    }

    /// How many calls turned out later; null when none may.
    @Nullable
    String settlements() {
        long opened = events(MetricNames.SETTLEMENT_OPENED);
        return opened + ofControl(MetricNames.SETTLEMENT_OPENED) == 0
                ? null
                : "Turned out later: " + settled(rollout.candidate(), this::events) + "; "
                        + settled(rollout.control(), this::ofControl) + ".";
    }

    private static String settled(String variant, ToLongFunction<String> events) {
        return DisplayFormatter.count(events.applyAsLong(MetricNames.SETTLEMENT_SETTLED)) + " of "
                + DisplayFormatter.count(events.applyAsLong(MetricNames.SETTLEMENT_OPENED)) + " calls of " + variant
                + ", "
                + DisplayFormatter.count(events.applyAsLong(MetricNames.SETTLEMENT_FAILED)) + " of them failed";
    }

    private long events(String metric) {
        return events(rollout.totals().candidate(), metric);
    }

    private long ofControl(String metric) {
        return events(rollout.totals().control(), metric);
    }

    private static long events(VariantCounts counts, String metric) {
        return counts.metrics().getOrDefault(metric, MetricCounts.NONE).events();
    }

    /// What stands in place of a chart that has not been drawn.
    String undrawn() {
        if (rollout.ticks() > 0) {
            return "Its ticks are being read.";
        }
        return "No tick yet: the line starts with the first calls.";
    }

    /// Whether there is, or will be, anything to draw.
    boolean charted() {
        return live() || rollout.ticks() > 0;
    }

    /// What stands in place of the guardrails before the first is judged.
    String unjudged() {
        return live()
                ? "Nothing judged yet: the first tick with calls of both variants starts the checks."
                : "It ended before anything was judged.";
    }

    /// The charts load the ticks after this number.
    long chartFrom() {
        long last = live() || decisions.isEmpty()
                ? rollout.ticks()
                : Math.min(rollout.ticks(), decisions.getFirst().tick());
        return Math.max(0, last - CHARTED_TICKS);
    }

    /// The last instant of the charts; null before the end. What is counted later are the last calls of an
    /// exposure that is over, which are few and slow, and calls under the split that a completed rollout
    /// leaves.
    @Nullable
    Instant chartUntil() {
        return rollout.position().endedAt();
    }
}
