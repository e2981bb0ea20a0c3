// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.ProportionEstimate;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.StepForecastResponse;
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
    /// @param pulse current traffic
    static RolloutSafetySummary of(RolloutPageData facts, TrafficSummary pulse) {
        return switch (facts.rollout().status()) {
            case COLLECTING_BASELINE -> collectingBaseline(facts);
            case RUNNING ->
                (facts.rollout().requiresConfirmation()
                                ? findWaitingSummary(facts)
                                : findMissingDataSummary(facts).or(() -> findWaitingSummary(facts)))
                        .orElseGet(() -> runningSummary(facts, pulse));
            case COMPLETED -> completedSummary(facts);
            case ROLLED_BACK -> rolledBackSummary(facts);
            case ABORTED -> abortedSummary(facts);
        };
    }

    private static RolloutSafetySummary collectingBaseline(RolloutPageData facts) {
        Rollout rollout = facts.rollout();
        String waits = describeStartHold(rollout.position().hold());
        if (!waits.isEmpty()) {
            return facts.findLastDecision(RolloutDecisionKind.HOLD)
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
                        + DisplayFormatter.formatCount(rollout.seedSamples()) + " of "
                        + DisplayFormatter.formatCount(rollout.plan().seedSamples()) + " calls measured.",
                describeClosedGates(facts));
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

    private static Optional<RolloutSafetySummary> findMissingDataSummary(RolloutPageData facts) {
        Optional<String> why = Optional.ofNullable(facts.rollout().evaluationError())
                .map(DisplayFormatter::toSentence)
                .or(() -> facts.checks().stream()
                        .filter(check -> BLIND.contains(check.verdict()))
                        .findFirst()
                        .map(GuardrailRow::formatSentence));
        String gates = describeClosedGates(facts);
        String lead = gates.isEmpty() ? "We cannot tell: " : "We cannot tell, and a gate is closed: ";
        return why.map(sentence -> ofPresent(
                StatusBadge.Tone.CAUTION,
                lead + "exposure is held at " + formatExposure(facts) + ".",
                sentence,
                gates));
    }

    /* The current gate results, not those recorded when the last hold began. */
    private static String describeClosedGates(RolloutPageData facts) {
        return facts.related().gates().stream()
                .filter(GateRow::closed)
                .map(gate -> "Gate " + gate.gate() + " is closed. " + gate.reason())
                .collect(Collectors.joining(" "));
    }

    /* What the last hold waits for, unless that is time or proof. */
    private static Optional<RolloutSafetySummary> findWaitingSummary(RolloutPageData facts) {
        String lead = waitingHeadline(facts);
        return lead.isEmpty()
                ? Optional.empty()
                : facts.findLastDecision(RolloutDecisionKind.HOLD)
                        .map(RolloutDecision::reason)
                        .map(reason -> ofPresent(
                                StatusBadge.Tone.CAUTION,
                                lead,
                                DisplayFormatter.toSentence(reason),
                                describeFailures(facts)));
    }

    private static String waitingHeadline(RolloutPageData facts) {
        Rollout.Position position = facts.rollout().position();
        return switch (position.hold()) {
            case APPROVAL ->
                position.approved() ? "" : "A person has to approve going on from " + formatExposure(facts) + ".";
            case BREACH -> position.approved() ? "" : "A guardrail is breached: a person has to approve or stop.";
            case POINT_OF_NO_RETURN ->
                position.approved()
                        ? ""
                        : "Harm is shown past the point of no return: nobody is put back, a person has to act.";
            case SHARED_INCIDENT -> "Control fails too: exposure is frozen at " + formatExposure(facts) + ".";
            case TIME_LIMIT -> "The plan's time is over at " + formatExposure(facts) + ".";
            case BREAKER ->
                "A process has stopped using " + facts.rollout().candidate() + " by itself: exposure is frozen at "
                        + formatExposure(facts) + ".";
            case SETTLING -> "Waits at " + formatExposure(facts) + " for calls to turn out.";
            case RECONCILIATION ->
                "The two stores are not known to agree: exposure is held at " + formatExposure(facts) + ".";
            case GATES -> "A gate is closed: exposure is held at " + formatExposure(facts) + ".";
            case DATABASE_RESTORED ->
                "The database was restored from a backup: exposure is held at " + formatExposure(facts)
                        + " until a person confirms the rollout.";
            case SAMPLE_RATIO_MISMATCH ->
                "Users are not split as planned: exposure is frozen at " + formatExposure(facts) + ".";
            case SILENT_PROCESS -> "A process sends no outcomes: exposure is held at " + formatExposure(facts) + ".";
            case MISSING_DATA, MIGRATION_STAGE, DWELL, INSUFFICIENT_EVIDENCE -> "";
            case null -> "";
        };
    }

    private static RolloutSafetySummary runningSummary(RolloutPageData facts, TrafficSummary pulse) {
        double way = facts.findRollbackEvidence()
                .map(rollback -> rollback.log10() / rollback.threshold())
                .orElse(0.0);
        if (way >= 1) {
            return ofPresent(
                    StatusBadge.Tone.BAD,
                    "Harm is shown: going back.",
                    describeFailures(facts),
                    describeEvidence(facts));
        }
        if (facts.rollout().position().exposure().equals(Percent.NONE)) {
            return ofPresent(
                    StatusBadge.Tone.GOOD,
                    "Nobody is on " + facts.rollout().candidate() + " yet: it answers for comparison only.",
                    describeShadow(facts),
                    describeNextStep(facts));
        }
        return way >= WARNING
                ? ofPresent(
                        StatusBadge.Tone.CAUTION,
                        "Signs of harm at " + formatExposure(facts) + ", not yet enough to act.",
                        describeFailures(facts),
                        describeEvidence(facts),
                        describeNextStep(facts))
                : ofPresent(
                        StatusBadge.Tone.GOOD,
                        "No sign of harm at " + formatExposure(facts) + ".",
                        describeFailures(facts),
                        describeEvidence(facts),
                        describeProof(facts),
                        describeCost(facts, pulse),
                        describeNextStep(facts));
    }

    private static String describeShadow(RolloutPageData facts) {
        return facts.checks().stream()
                .filter(check -> check.check().equals("shadow"))
                .findFirst()
                .map(GuardrailRow::formatSentence)
                .orElse("Nothing is compared yet.");
    }

    private static String describeEvidence(RolloutPageData facts) {
        Rollout rollout = facts.rollout();
        return facts.findRollbackEvidence()
                .map(rollback -> "Evidence against " + rollout.candidate() + " is "
                        + DisplayFormatter.formatEvidence(rollback.log10()) + "; at "
                        + DisplayFormatter.formatEvidence(rollback.threshold())
                        + " everybody goes back to " + rollout.control() + ".")
                .orElse("Nothing is judged yet.");
    }

    private static String describeNextStep(RolloutPageData facts) {
        List<RolloutStep> steps = facts.rollout().plan().steps();
        int next = facts.rollout().position().step() + 1;
        String goal = next < steps.size()
                ? DisplayFormatter.formatExposure(steps.get(next).exposure())
                : "completion";
        String settling = isSettling(facts) ? " Enough calls have to turn out first." : "";
        StepForecastResponse forecast = facts.related().nextSteps().forecast();
        return forecast == null
                ? "Next is " + goal + "." + settling
                : "Next is " + goal + formatExpectedTime(forecast) + ": "
                        + DisplayFormatter.keepPercentSigns(forecast.summary()) + "." + settling;
    }

    private static String formatExpectedTime(StepForecastResponse forecast) {
        Instant expected = forecast.expectedAt();
        Duration left = expected == null ? Duration.ZERO : Duration.between(forecast.at(), expected);
        return left.isPositive() ? ", in about " + DisplayFormatter.formatDuration(left) + " at this traffic" : "";
    }

    private static String describeProof(RolloutPageData facts) {
        return facts.findLastDecision(RolloutDecisionKind.ADVANCE)
                .map(RolloutDecision::reason)
                .map(reason -> reason.substring(reason.indexOf(": ") + 1).strip())
                .map(proofs -> "Shown so far: " + DisplayFormatter.keepPercentSigns(proofs) + ".")
                .orElse("");
    }

    private static String describeCost(RolloutPageData facts, TrafficSummary pulse) {
        return ToleratedHarmCost.of(facts, pulse)
                .map(shown -> shown.format(facts.rollout().control()))
                .orElse("");
    }

    private static boolean isSettling(RolloutPageData facts) {
        return facts.checks().stream()
                .anyMatch(check ->
                        check.check().equals("settled") && !check.verdict().equals("SHOWN"));
    }

    private static RolloutSafetySummary completedSummary(RolloutPageData facts) {
        String limit = facts.findRollbackEvidence()
                .map(rollback -> "Evidence against it never reached "
                        + DisplayFormatter.formatEvidence(rollback.threshold()) + ".")
                .orElse("");
        return ofInstant(
                StatusBadge.Tone.GOOD,
                facts.rollout().candidate() + " serves everybody since",
                facts.rollout().position().endedAt(),
                describeFailures(facts),
                limit);
    }

    private static RolloutSafetySummary rolledBackSummary(RolloutPageData facts) {
        Optional<RolloutDecision> decision = facts.findLastDecision(RolloutDecisionKind.ROLL_BACK);
        return ofInstant(
                StatusBadge.Tone.BAD,
                "Rolled back at",
                facts.rollout().position().endedAt(),
                describeDamage(facts),
                decision.map(RolloutDecision::reason)
                        .map(DisplayFormatter::toSentence)
                        .orElse(""));
    }

    private static RolloutSafetySummary abortedSummary(RolloutPageData facts) {
        Optional<RolloutDecision> decision = facts.findLastDecision(RolloutDecisionKind.ABORT);
        String why = decision.map(RolloutDecision::reason).orElse("");
        return ofInstant(
                StatusBadge.Tone.CAUTION,
                "Stopped by a person at",
                facts.rollout().position().endedAt(),
                why.isBlank() ? "" : "The reason given: “" + why + "”.",
                describeDamage(facts));
    }

    private static String describeFailures(RolloutPageData facts) {
        Rollout rollout = facts.rollout();
        return rollout.candidate() + " failed " + facts.candidateErrors().format() + "; " + rollout.control()
                + " failed " + facts.controlErrors().format() + ".";
    }

    /* Shown only after the end: during a rollout the difference is mostly chance. */
    private static String describeDamage(RolloutPageData facts) {
        Rollout rollout = facts.rollout();
        ProportionEstimate candidate = facts.candidateErrors();
        long extra = Math.round(candidate.events() - facts.controlErrors().share() * candidate.total());
        String comparison = extra > 0
                ? ", about " + DisplayFormatter.formatCount(extra) + " more than " + rollout.control() + " would have"
                : "";
        return rollout.candidate() + " failed " + candidate.format() + comparison + "; " + rollout.control()
                + " failed " + facts.controlErrors().format() + ".";
    }

    private static String formatExposure(RolloutPageData facts) {
        return DisplayFormatter.formatExposure(facts.rollout().position().exposure());
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
