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

/// The answer to "Is it safe, and how do we know?" in a few sentences.
///
/// @param tone what its colour says
/// @param lead the answer in a few words
/// @param at when it became so, said after the lead; null for the present
/// @param sentences how we know, and what is next
public record RolloutSummary(
        StatusBadge.Tone tone, String lead, @Nullable Instant at, List<String> sentences) {
    /* Evidence past half of the way, on the logarithmic scale, is worth a warning. */
    private static final double WARNING = 0.5;
    private static final Set<String> BLIND = Set.of("NO_DATA", "SOURCE_FAILED");

    /// @param pulse what flows just now
    static RolloutSummary of(RolloutPageData facts, TrafficSummary pulse) {
        return switch (facts.rollout().status()) {
            case SEEDING -> seeding(facts);
            case RUNNING ->
                (facts.rollout().awaitsConfirmation()
                                ? waiting(facts)
                                : blindness(facts).or(() -> waiting(facts)))
                        .orElseGet(() -> running(facts, pulse));
            case COMPLETED -> completed(facts);
            case ROLLED_BACK -> rolledBack(facts);
            case ABORTED -> aborted(facts);
        };
    }

    private static RolloutSummary seeding(RolloutPageData facts) {
        Rollout rollout = facts.rollout();
        String waits = waitingToBegin(rollout.position().hold());
        if (!waits.isEmpty()) {
            return facts.findLast(RolloutDecisionKind.HOLD)
                    .map(RolloutDecision::reason)
                    .map(reason -> now(
                            StatusBadge.Tone.CAUTION,
                            "Nobody is at " + rollout.candidate() + " yet: " + waits,
                            DisplayFormatter.sentence(reason)))
                    .orElseThrow();
        }
        boolean late = rollout.position().hold() == HoldKind.LATE;
        return now(
                late ? StatusBadge.Tone.CAUTION : StatusBadge.Tone.CALM,
                (late ? "The plan's time is over, and nobody" : "Nobody") + " is on " + rollout.candidate() + " yet.",
                "First " + rollout.control() + " shows how fast it is: " + DisplayFormatter.count(rollout.seedSamples())
                        + " of " + DisplayFormatter.count(rollout.plan().seedSamples()) + " calls measured.",
                closedGates(facts));
    }

    private static String waitingToBegin(@Nullable HoldKind hold) {
        if (hold == HoldKind.STAGE) {
            return "it waits for a process.";
        }
        if (hold == HoldKind.GATES) {
            return "a gate is closed.";
        }
        if (hold == HoldKind.RESTORED) {
            return "a person has to confirm it after the restore of the database.";
        }
        return hold == HoldKind.RECONCILIATION ? "the two stores are not known to agree." : "";
    }

    private static Optional<RolloutSummary> blindness(RolloutPageData facts) {
        Optional<String> why = Optional.ofNullable(facts.rollout().trouble())
                .map(DisplayFormatter::sentence)
                .or(() -> facts.checks().stream()
                        .filter(check -> BLIND.contains(check.verdict()))
                        .findFirst()
                        .map(GuardrailRow::sentenceOf));
        String gates = closedGates(facts);
        String lead = gates.isEmpty() ? "We cannot tell: " : "We cannot tell, and a gate is closed: ";
        return why.map(sentence ->
                now(StatusBadge.Tone.CAUTION, lead + "exposure is held at " + exposure(facts) + ".", sentence, gates));
    }

    /* As the gates are now, whatever was said when the rollout last began to hold. */
    private static String closedGates(RolloutPageData facts) {
        return facts.extras().gates().stream()
                .filter(GateRow::closed)
                .map(gate -> "Gate " + gate.gate() + " is closed. " + gate.reason())
                .collect(Collectors.joining(" "));
    }

    /* What the last hold waits for, when that is neither time nor proof. */
    private static Optional<RolloutSummary> waiting(RolloutPageData facts) {
        String lead = waitingLead(facts);
        return lead.isEmpty()
                ? Optional.empty()
                : facts.findLast(RolloutDecisionKind.HOLD)
                        .map(RolloutDecision::reason)
                        .map(reason -> now(
                                StatusBadge.Tone.CAUTION, lead, DisplayFormatter.sentence(reason), failures(facts)));
    }

    private static String waitingLead(RolloutPageData facts) {
        Rollout.Position position = facts.rollout().position();
        return switch (position.hold()) {
            case APPROVAL ->
                position.approved() ? "" : "A person has to approve going on from " + exposure(facts) + ".";
            case BREACH -> position.approved() ? "" : "A guardrail is breached: a person has to approve or stop.";
            case NO_RETURN ->
                position.approved()
                        ? ""
                        : "Harm is shown past the point of no return: nobody is put back, a person has to act.";
            case INCIDENT -> "Control fails too: exposure is frozen at " + exposure(facts) + ".";
            case LATE -> "The plan's time is over at " + exposure(facts) + ".";
            case BREAKER ->
                "A process has stopped using " + facts.rollout().candidate() + " by itself: exposure is frozen at "
                        + exposure(facts) + ".";
            case SETTLING -> "Waits at " + exposure(facts) + " for calls to turn out.";
            case RECONCILIATION ->
                "The two stores are not known to agree: exposure is held at " + exposure(facts) + ".";
            case GATES -> "A gate is closed: exposure is held at " + exposure(facts) + ".";
            case RESTORED ->
                "The database was restored from a backup: exposure is held at " + exposure(facts)
                        + " until a person confirms the rollout.";
            case SPLIT -> "Users are not split as planned: exposure is frozen at " + exposure(facts) + ".";
            case SILENT -> "A process sends no outcomes: exposure is held at " + exposure(facts) + ".";
            case BLIND, STAGE, DWELL, PROOF -> "";
            case null -> "";
        };
    }

    private static RolloutSummary running(RolloutPageData facts, TrafficSummary pulse) {
        double way = facts.findRollback()
                .map(rollback -> rollback.log10() / rollback.threshold())
                .orElse(0.0);
        if (way >= 1) {
            return now(StatusBadge.Tone.BAD, "Harm is shown: going back.", failures(facts), evidence(facts));
        }
        if (facts.rollout().position().exposure().equals(Percent.NONE)) {
            return now(
                    StatusBadge.Tone.GOOD,
                    "Nobody is on " + facts.rollout().candidate() + " yet: it answers for comparison only.",
                    shadow(facts),
                    next(facts));
        }
        return way >= WARNING
                ? now(
                        StatusBadge.Tone.CAUTION,
                        "Signs of harm at " + exposure(facts) + ", not yet enough to act.",
                        failures(facts),
                        evidence(facts),
                        next(facts))
                : now(
                        StatusBadge.Tone.GOOD,
                        "No sign of harm at " + exposure(facts) + ".",
                        failures(facts),
                        evidence(facts),
                        shown(facts),
                        inMoney(facts, pulse),
                        next(facts));
    }

    private static String shadow(RolloutPageData facts) {
        return facts.checks().stream()
                .filter(check -> check.check().equals("shadow"))
                .findFirst()
                .map(GuardrailRow::sentenceOf)
                .orElse("Nothing is compared yet.");
    }

    private static String evidence(RolloutPageData facts) {
        Rollout rollout = facts.rollout();
        return facts.findRollback()
                .map(rollback -> "Evidence against " + rollout.candidate() + " is "
                        + DisplayFormatter.evidence(rollback.log10()) + "; at "
                        + DisplayFormatter.evidence(rollback.threshold())
                        + " everybody goes back to " + rollout.control() + ".")
                .orElse("Nothing is judged yet.");
    }

    private static String next(RolloutPageData facts) {
        List<RolloutStep> steps = facts.rollout().plan().steps();
        int next = facts.rollout().position().step() + 1;
        String goal =
                next < steps.size() ? DisplayFormatter.exposure(steps.get(next).exposure()) : "completion";
        String settling = isSettling(facts) ? " Enough calls have to turn out first." : "";
        StepForecastResponse outlook = facts.extras().ahead().outlook();
        return outlook == null
                ? "Next is " + goal + "." + settling
                : "Next is " + goal + when(outlook) + ": " + DisplayFormatter.prose(outlook.words()) + "." + settling;
    }

    private static String when(StepForecastResponse outlook) {
        Instant expected = outlook.expectedAt();
        Duration left = expected == null ? Duration.ZERO : Duration.between(outlook.at(), expected);
        return left.isPositive() ? ", in about " + DisplayFormatter.duration(left) + " at this traffic" : "";
    }

    private static String shown(RolloutPageData facts) {
        return facts.findLast(RolloutDecisionKind.ADVANCE)
                .map(RolloutDecision::reason)
                .map(reason -> reason.substring(reason.indexOf(": ") + 1).strip())
                .map(proofs -> "Shown so far: " + DisplayFormatter.prose(proofs) + ".")
                .orElse("");
    }

    private static String inMoney(RolloutPageData facts, TrafficSummary pulse) {
        return ProvenMarginCost.of(facts, pulse)
                .map(shown -> shown.sentence(facts.rollout().control()))
                .orElse("");
    }

    private static boolean isSettling(RolloutPageData facts) {
        return facts.checks().stream()
                .anyMatch(check ->
                        check.check().equals("settled") && !check.verdict().equals("SHOWN"));
    }

    private static RolloutSummary completed(RolloutPageData facts) {
        String limit = facts.findRollback()
                .map(rollback ->
                        "Evidence against it never reached " + DisplayFormatter.evidence(rollback.threshold()) + ".")
                .orElse("");
        return then(
                StatusBadge.Tone.GOOD,
                facts.rollout().candidate() + " serves everybody since",
                facts.rollout().position().endedAt(),
                failures(facts),
                limit);
    }

    private static RolloutSummary rolledBack(RolloutPageData facts) {
        Optional<RolloutDecision> decision = facts.findLast(RolloutDecisionKind.ROLL_BACK);
        return then(
                StatusBadge.Tone.BAD,
                "Rolled back at",
                facts.rollout().position().endedAt(),
                damage(facts),
                decision.map(RolloutDecision::reason)
                        .map(DisplayFormatter::sentence)
                        .orElse(""));
    }

    private static RolloutSummary aborted(RolloutPageData facts) {
        Optional<RolloutDecision> decision = facts.findLast(RolloutDecisionKind.ABORT);
        String why = decision.map(RolloutDecision::reason).orElse("");
        return then(
                StatusBadge.Tone.CAUTION,
                "Stopped by a person at",
                facts.rollout().position().endedAt(),
                why.isBlank() ? "" : "The reason given: “" + why + "”.",
                damage(facts));
    }

    private static String failures(RolloutPageData facts) {
        Rollout rollout = facts.rollout();
        return rollout.candidate() + " failed " + facts.candidateErrors().inWords() + "; " + rollout.control()
                + " failed " + facts.controlErrors().inWords() + ".";
    }

    /* Only said afterwards: in the middle the difference is mostly chance. */
    private static String damage(RolloutPageData facts) {
        Rollout rollout = facts.rollout();
        ProportionEstimate candidate = facts.candidateErrors();
        long extra = Math.round(candidate.events() - facts.controlErrors().share() * candidate.of());
        String comparison = extra > 0
                ? ", about " + DisplayFormatter.count(extra) + " more than " + rollout.control() + " would have"
                : "";
        return rollout.candidate() + " failed " + candidate.inWords() + comparison + "; " + rollout.control()
                + " failed " + facts.controlErrors().inWords() + ".";
    }

    private static String exposure(RolloutPageData facts) {
        return DisplayFormatter.exposure(facts.rollout().position().exposure());
    }

    private static RolloutSummary now(StatusBadge.Tone tone, String lead, String... sentences) {
        return then(tone, lead, null, sentences);
    }

    private static RolloutSummary then(StatusBadge.Tone tone, String lead, @Nullable Instant at, String... sentences) {
        return new RolloutSummary(
                tone,
                lead,
                at,
                Stream.of(sentences).filter(sentence -> !sentence.isBlank()).toList());
    }
}
