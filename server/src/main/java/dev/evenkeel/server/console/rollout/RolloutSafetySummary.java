// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.api.RolloutApi.StepForecastResponse;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.ProportionEstimate;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Answer to "Is it safe, and how do we know?" in a few sentences.
///
/// @param tone tone of the answer
/// @param headline the answer in a few words
/// @param since since when it is so, shown after the lead; null for the present
/// @param sentences evidence and next steps
public record RolloutSafetySummary(
        StatusBadge.Tone tone, String headline, @Nullable Instant since, List<String> sentences) {
    /* Evidence past half of the way, on the logarithmic scale, is a warning. */
    private static final double WARNING = 0.5;
    private static final Set<String> BLIND = Set.of("NO_DATA", "SOURCE_FAILED");

    /// Creates the answer from the current state.
    ///
    /// @param traffic current traffic
    static RolloutSafetySummary of(RolloutPageData data, TrafficSummary traffic) {
        return switch (data.rollout().status()) {
            case COLLECTING_BASELINE -> collectingBaseline(data);
            case RUNNING ->
                (data.rollout().requiresConfirmation()
                                ? findWaitingSummary(data)
                                : findMissingDataSummary(data).or(() -> findWaitingSummary(data)))
                        .orElseGet(() -> runningSummary(data, traffic));
            case COMPLETED -> completedSummary(data);
            case ROLLED_BACK -> rolledBackSummary(data);
            case ABORTED -> abortedSummary(data);
        };
    }

    private static RolloutSafetySummary collectingBaseline(RolloutPageData data) {
        Rollout rollout = data.rollout();
        String waits = describeStartHold(rollout.position().hold());
        if (!waits.isEmpty()) {
            return data.findLastDecision(RolloutDecisionKind.HOLD)
                    .map(RolloutDecision::reason)
                    .map(reason -> ofPresent(
                            StatusBadge.Tone.CAUTION,
                            "Nobody is at " + rollout.candidate() + " yet: " + waits,
                            DisplayFormatter.toSentence(reason)))
                    .orElseThrow();
        }
        boolean late = rollout.position().hold() == HoldKind.TIME_LIMIT;
        return ofPresent(
                late ? StatusBadge.Tone.CAUTION : StatusBadge.Tone.CALM,
                (late ? "The plan's time is over, and nobody" : "Nobody") + " is on " + rollout.candidate() + " yet.",
                "First " + rollout.control() + " shows how fast it is: "
                        + QuantityFormatter.formatCount(rollout.seedSamples()) + " of "
                        + QuantityFormatter.formatCount(rollout.plan().seedSamples()) + " calls measured.",
                describeClosedGates(data));
    }

    private static String describeStartHold(@Nullable HoldKind hold) {
        if (hold == HoldKind.MIGRATION_STAGE) {
            return "it waits for a process.";
        }
        if (hold == HoldKind.GATES) {
            return "a gate is closed.";
        }
        if (hold == HoldKind.DATABASE_RESTORED) {
            return "a person has to confirm it after the restore of the database.";
        }
        return hold == HoldKind.RECONCILIATION ? "the two stores are not known to agree." : "";
    }

    private static Optional<RolloutSafetySummary> findMissingDataSummary(RolloutPageData data) {
        Optional<String> why = Optional.ofNullable(data.rollout().evaluationError())
                .map(DisplayFormatter::toSentence)
                .or(() -> data.checks().stream()
                        .filter(check -> BLIND.contains(check.verdict()))
                        .findFirst()
                        .map(GuardrailRow::formatSentence));
        String gates = describeClosedGates(data);
        String lead = gates.isEmpty() ? "We cannot tell: " : "We cannot tell, and a gate is closed: ";
        return why.map(sentence -> ofPresent(
                StatusBadge.Tone.CAUTION, lead + "exposure is held at " + formatExposure(data) + ".", sentence, gates));
    }

    /* The current gate results, not those recorded when the last hold began. */
    private static String describeClosedGates(RolloutPageData data) {
        return data.related().gates().stream()
                .filter(GateRow::closed)
                .map(gate -> "Gate " + gate.gate() + " is closed. " + gate.reason())
                .collect(Collectors.joining(" "));
    }

    /* What the last hold waits for, unless that is time or proof. */
    private static Optional<RolloutSafetySummary> findWaitingSummary(RolloutPageData data) {
        String lead = waitingHeadline(data);
        return lead.isEmpty()
                ? Optional.empty()
                : data.findLastDecision(RolloutDecisionKind.HOLD)
                        .map(RolloutDecision::reason)
                        .map(reason -> ofPresent(
                                StatusBadge.Tone.CAUTION,
                                lead,
                                DisplayFormatter.toSentence(reason),
                                describeFailures(data)));
    }

    private static String waitingHeadline(RolloutPageData data) {
        Rollout.Position position = data.rollout().position();
        return switch (position.hold()) {
            case APPROVAL ->
                position.approved() ? "" : "A person has to approve going on from " + formatExposure(data) + ".";
            case BREACH -> position.approved() ? "" : "A guardrail is breached: a person has to approve or stop.";
            case POINT_OF_NO_RETURN ->
                position.approved()
                        ? ""
                        : "Harm is shown past the point of no return: nobody is put back, a person has to act.";
            case SHARED_INCIDENT -> "Control fails too: exposure is frozen at " + formatExposure(data) + ".";
            case TIME_LIMIT -> "The plan's time is over at " + formatExposure(data) + ".";
            case BREAKER ->
                "A process has stopped using " + data.rollout().candidate() + " by itself: exposure is frozen at "
                        + formatExposure(data) + ".";
            case SETTLING -> "Waits at " + formatExposure(data) + " for calls to turn out.";
            case RECONCILIATION ->
                "The two stores are not known to agree: exposure is held at " + formatExposure(data) + ".";
            case GATES -> "A gate is closed: exposure is held at " + formatExposure(data) + ".";
            case DATABASE_RESTORED ->
                "The database was restored from a backup: exposure is held at " + formatExposure(data)
                        + " until a person confirms the rollout.";
            case SAMPLE_RATIO_MISMATCH ->
                "Users are not split as planned: exposure is frozen at " + formatExposure(data) + ".";
            case SILENT_PROCESS -> "A process sends no outcomes: exposure is held at " + formatExposure(data) + ".";
            case MISSING_DATA, MIGRATION_STAGE, DWELL, INSUFFICIENT_EVIDENCE -> "";
            case null -> "";
        };
    }

    private static RolloutSafetySummary runningSummary(RolloutPageData data, TrafficSummary traffic) {
        double way = data.findRollbackEvidence()
                .map(rollback -> rollback.log10() / rollback.threshold())
                .orElse(0.0);
        if (way >= 1) {
            return ofPresent(
                    StatusBadge.Tone.BAD, "Harm is shown: going back.", describeFailures(data), describeEvidence(data));
        }
        if (data.rollout().position().exposure().equals(Percent.NONE)) {
            return ofPresent(
                    StatusBadge.Tone.GOOD,
                    "Nobody is on " + data.rollout().candidate() + " yet: it answers for comparison only.",
                    describeShadow(data),
                    describeNextStep(data));
        }
        return way >= WARNING
                ? ofPresent(
                        StatusBadge.Tone.CAUTION,
                        "Signs of harm at " + formatExposure(data) + ", not yet enough to act.",
                        describeFailures(data),
                        describeEvidence(data),
                        describeNextStep(data))
                : ofPresent(
                        StatusBadge.Tone.GOOD,
                        "No sign of harm at " + formatExposure(data) + ".",
                        describeFailures(data),
                        describeEvidence(data),
                        describeProof(data),
                        describeCost(data, traffic),
                        describeNextStep(data));
    }

    private static String describeShadow(RolloutPageData data) {
        return data.checks().stream()
                .filter(check -> check.check().equals("shadow"))
                .findFirst()
                .map(GuardrailRow::formatSentence)
                .orElse("Nothing is compared yet.");
    }

    private static String describeEvidence(RolloutPageData data) {
        Rollout rollout = data.rollout();
        return data.findRollbackEvidence()
                .map(rollback -> "Evidence against " + rollout.candidate() + " is "
                        + QuantityFormatter.formatEvidence(rollback.log10()) + "; at "
                        + QuantityFormatter.formatEvidence(rollback.threshold())
                        + " everybody goes back to " + rollout.control() + ".")
                .orElse("Nothing is judged yet.");
    }

    private static String describeNextStep(RolloutPageData data) {
        List<RolloutStep> steps = data.rollout().plan().steps();
        int next = data.rollout().position().step() + 1;
        String goal = next < steps.size() ? steps.get(next).exposure().toString() : "completion";
        String settling = isSettling(data) ? " Enough calls have to turn out first." : "";
        StepForecastResponse forecast = data.related().nextSteps().forecast();
        return forecast == null
                ? "Next is " + goal + "." + settling
                : "Next is " + goal + formatExpectedTime(forecast) + ": " + forecast.summary() + "." + settling;
    }

    private static String formatExpectedTime(StepForecastResponse forecast) {
        Instant expected = forecast.expectedAt();
        Duration left = expected == null ? Duration.ZERO : Duration.between(forecast.at(), expected);
        return left.isPositive() ? ", in about " + DisplayFormatter.formatDuration(left) + " at this traffic" : "";
    }

    private static String describeProof(RolloutPageData data) {
        return data.findLastDecision(RolloutDecisionKind.ADVANCE)
                .map(RolloutDecision::reason)
                .map(reason -> reason.substring(reason.indexOf(": ") + 1).strip())
                .map(proofs -> "Shown so far: " + proofs + ".")
                .orElse("");
    }

    private static String describeCost(RolloutPageData data, TrafficSummary traffic) {
        return ToleratedHarmCost.of(data, traffic)
                .map(shown -> shown.format(data.rollout().control()))
                .orElse("");
    }

    private static boolean isSettling(RolloutPageData data) {
        return data.checks().stream()
                .anyMatch(check ->
                        check.check().equals("settled") && !check.verdict().equals("SHOWN"));
    }

    private static RolloutSafetySummary completedSummary(RolloutPageData data) {
        String limit = data.findRollbackEvidence()
                .map(rollback -> "Evidence against it never reached "
                        + QuantityFormatter.formatEvidence(rollback.threshold()) + ".")
                .orElse("");
        return ofInstant(
                StatusBadge.Tone.GOOD,
                data.rollout().candidate() + " serves everybody since",
                data.rollout().position().endedAt(),
                describeFailures(data),
                limit);
    }

    private static RolloutSafetySummary rolledBackSummary(RolloutPageData data) {
        Optional<RolloutDecision> decision = data.findLastDecision(RolloutDecisionKind.ROLL_BACK);
        return ofInstant(
                StatusBadge.Tone.BAD,
                "Rolled back at",
                data.rollout().position().endedAt(),
                describeDamage(data),
                decision.map(RolloutDecision::reason)
                        .map(DisplayFormatter::toSentence)
                        .orElse(""));
    }

    private static RolloutSafetySummary abortedSummary(RolloutPageData data) {
        Optional<RolloutDecision> decision = data.findLastDecision(RolloutDecisionKind.ABORT);
        String why = decision.map(RolloutDecision::reason).orElse("");
        return ofInstant(
                StatusBadge.Tone.CAUTION,
                "Stopped by a person at",
                data.rollout().position().endedAt(),
                why.isBlank() ? "" : "The reason given: “" + why + "”.",
                describeDamage(data));
    }

    private static String describeFailures(RolloutPageData data) {
        Rollout rollout = data.rollout();
        return rollout.candidate() + " failed " + data.candidateErrors().format() + "; " + rollout.control()
                + " failed " + data.controlErrors().format() + ".";
    }

    /* Shown only after the end: during a rollout the difference is mostly chance. */
    private static String describeDamage(RolloutPageData data) {
        Rollout rollout = data.rollout();
        ProportionEstimate candidate = data.candidateErrors();
        long extra = Math.round(candidate.events() - data.controlErrors().share() * candidate.total());
        String comparison = extra > 0
                ? ", about " + QuantityFormatter.formatCount(extra) + " more than " + rollout.control() + " would have"
                : "";
        return rollout.candidate() + " failed " + candidate.format() + comparison + "; " + rollout.control()
                + " failed " + data.controlErrors().format() + ".";
    }

    private static String formatExposure(RolloutPageData data) {
        return data.rollout().position().exposure().toString();
    }

    private static RolloutSafetySummary ofPresent(StatusBadge.Tone tone, String lead, String... sentences) {
        return ofInstant(tone, lead, null, sentences);
    }

    private static RolloutSafetySummary ofInstant(
            StatusBadge.Tone tone, String lead, @Nullable Instant at, String... sentences) {
        return new RolloutSafetySummary(
                tone,
                lead,
                at,
                Stream.of(sentences).filter(sentence -> !sentence.isBlank()).toList());
    }
}
