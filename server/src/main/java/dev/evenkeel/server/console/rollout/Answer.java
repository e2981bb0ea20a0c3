// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.plan.Step;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.console.kit.Proportion;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.OutlookJson;
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

/// The answer to "Is it safe, and how do we know?" in a few sentences.
///
/// @param tone what its colour says
/// @param lead the answer in a few words
/// @param at when it became so, said after the lead; null for the present
/// @param sentences how we know, and what is next
public record Answer(Mark.Tone tone, String lead, @Nullable Instant at, List<String> sentences) {
    /* Evidence past half of the way, on the logarithmic scale, is worth a warning. */
    private static final double WARNING = 0.5;
    private static final Set<String> BLIND = Set.of("NO_DATA", "SOURCE_FAILED");

    /// @param pulse what flows just now
    static Answer of(RolloutFacts facts, Pulse pulse) {
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

    private static Answer seeding(RolloutFacts facts) {
        Rollout rollout = facts.rollout();
        String waits = waitingToBegin(rollout.position().hold());
        if (!waits.isEmpty()) {
            return facts.findLast(DecisionKind.HOLD)
                    .map(RolloutDecision::reason)
                    .map(reason -> now(
                            Mark.Tone.CAUTION,
                            "Nobody is at " + rollout.candidate() + " yet: " + waits,
                            Numbers.sentence(reason)))
                    .orElseThrow();
        }
        boolean late = rollout.position().hold() == HoldKind.LATE;
        return now(
                late ? Mark.Tone.CAUTION : Mark.Tone.CALM,
                (late ? "The plan's time is over, and nobody" : "Nobody") + " is on " + rollout.candidate() + " yet.",
                "First " + rollout.control() + " shows how fast it is: " + Numbers.count(rollout.seedSamples()) + " of "
                        + Numbers.count(rollout.plan().seedSamples()) + " calls measured.",
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

    private static Optional<Answer> blindness(RolloutFacts facts) {
        Optional<String> why = Optional.ofNullable(facts.rollout().trouble())
                .map(Numbers::sentence)
                .or(() -> facts.checks().stream()
                        .filter(check -> BLIND.contains(check.verdict()))
                        .findFirst()
                        .map(GuardrailRow::sentenceOf));
        String gates = closedGates(facts);
        String lead = gates.isEmpty() ? "We cannot tell: " : "We cannot tell, and a gate is closed: ";
        return why.map(sentence ->
                now(Mark.Tone.CAUTION, lead + "exposure is held at " + exposure(facts) + ".", sentence, gates));
    }

    /* As the gates are now, whatever was said when the rollout last began to hold. */
    private static String closedGates(RolloutFacts facts) {
        return facts.extras().gates().stream()
                .filter(GateRow::closed)
                .map(gate -> "Gate " + gate.gate() + " is closed. " + gate.reason())
                .collect(Collectors.joining(" "));
    }

    /* What the last hold waits for, when that is neither time nor proof. */
    private static Optional<Answer> waiting(RolloutFacts facts) {
        String lead = waitingLead(facts);
        return lead.isEmpty()
                ? Optional.empty()
                : facts.findLast(DecisionKind.HOLD)
                        .map(RolloutDecision::reason)
                        .map(reason -> now(Mark.Tone.CAUTION, lead, Numbers.sentence(reason), failures(facts)));
    }

    private static String waitingLead(RolloutFacts facts) {
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

    private static Answer running(RolloutFacts facts, Pulse pulse) {
        double way = facts.findRollback()
                .map(rollback -> rollback.log10() / rollback.threshold())
                .orElse(0.0);
        if (way >= 1) {
            return now(Mark.Tone.BAD, "Harm is shown: going back.", failures(facts), evidence(facts));
        }
        if (facts.rollout().position().exposure().equals(Percent.NONE)) {
            return now(
                    Mark.Tone.GOOD,
                    "Nobody is on " + facts.rollout().candidate() + " yet: it answers for comparison only.",
                    shadow(facts),
                    next(facts));
        }
        return way >= WARNING
                ? now(
                        Mark.Tone.CAUTION,
                        "Signs of harm at " + exposure(facts) + ", not yet enough to act.",
                        failures(facts),
                        evidence(facts),
                        next(facts))
                : now(
                        Mark.Tone.GOOD,
                        "No sign of harm at " + exposure(facts) + ".",
                        failures(facts),
                        evidence(facts),
                        shown(facts),
                        inMoney(facts, pulse),
                        next(facts));
    }

    private static String shadow(RolloutFacts facts) {
        return facts.checks().stream()
                .filter(check -> check.check().equals("shadow"))
                .findFirst()
                .map(GuardrailRow::sentenceOf)
                .orElse("Nothing is compared yet.");
    }

    private static String evidence(RolloutFacts facts) {
        Rollout rollout = facts.rollout();
        return facts.findRollback()
                .map(rollback -> "Evidence against " + rollout.candidate() + " is "
                        + Numbers.evidence(rollback.log10()) + "; at " + Numbers.evidence(rollback.threshold())
                        + " everybody goes back to " + rollout.control() + ".")
                .orElse("Nothing is judged yet.");
    }

    private static String next(RolloutFacts facts) {
        List<Step> steps = facts.rollout().plan().steps();
        int next = facts.rollout().position().step() + 1;
        String goal = next < steps.size() ? Numbers.exposure(steps.get(next).exposure()) : "completion";
        String settling = isSettling(facts) ? " Enough calls have to turn out first." : "";
        OutlookJson outlook = facts.extras().ahead().outlook();
        return outlook == null
                ? "Next is " + goal + "." + settling
                : "Next is " + goal + when(outlook) + ": " + Numbers.prose(outlook.words()) + "." + settling;
    }

    private static String when(OutlookJson outlook) {
        Instant expected = outlook.expectedAt();
        Duration left = expected == null ? Duration.ZERO : Duration.between(outlook.at(), expected);
        return left.isPositive() ? ", in about " + Numbers.duration(left) + " at this traffic" : "";
    }

    private static String shown(RolloutFacts facts) {
        return facts.findLast(DecisionKind.ADVANCE)
                .map(RolloutDecision::reason)
                .map(reason -> reason.substring(reason.indexOf(": ") + 1).strip())
                .map(proofs -> "Shown so far: " + Numbers.prose(proofs) + ".")
                .orElse("");
    }

    private static String inMoney(RolloutFacts facts, Pulse pulse) {
        return ShownMargin.of(facts, pulse)
                .map(shown -> shown.sentence(facts.rollout().control()))
                .orElse("");
    }

    private static boolean isSettling(RolloutFacts facts) {
        return facts.checks().stream()
                .anyMatch(check ->
                        check.check().equals("settled") && !check.verdict().equals("SHOWN"));
    }

    private static Answer completed(RolloutFacts facts) {
        String limit = facts.findRollback()
                .map(rollback -> "Evidence against it never reached " + Numbers.evidence(rollback.threshold()) + ".")
                .orElse("");
        return then(
                Mark.Tone.GOOD,
                facts.rollout().candidate() + " serves everybody since",
                facts.rollout().position().endedAt(),
                failures(facts),
                limit);
    }

    private static Answer rolledBack(RolloutFacts facts) {
        Optional<RolloutDecision> decision = facts.findLast(DecisionKind.ROLL_BACK);
        return then(
                Mark.Tone.BAD,
                "Rolled back at",
                facts.rollout().position().endedAt(),
                damage(facts),
                decision.map(RolloutDecision::reason).map(Numbers::sentence).orElse(""));
    }

    private static Answer aborted(RolloutFacts facts) {
        Optional<RolloutDecision> decision = facts.findLast(DecisionKind.ABORT);
        String why = decision.map(RolloutDecision::reason).orElse("");
        return then(
                Mark.Tone.CAUTION,
                "Stopped by a person at",
                facts.rollout().position().endedAt(),
                why.isBlank() ? "" : "The reason given: “" + why + "”.",
                damage(facts));
    }

    private static String failures(RolloutFacts facts) {
        Rollout rollout = facts.rollout();
        return rollout.candidate() + " failed " + facts.candidateErrors().inWords() + "; " + rollout.control()
                + " failed " + facts.controlErrors().inWords() + ".";
    }

    /* Only said afterwards: in the middle the difference is mostly chance. */
    private static String damage(RolloutFacts facts) {
        Rollout rollout = facts.rollout();
        Proportion candidate = facts.candidateErrors();
        long extra = Math.round(candidate.events() - facts.controlErrors().share() * candidate.of());
        String comparison =
                extra > 0 ? ", about " + Numbers.count(extra) + " more than " + rollout.control() + " would have" : "";
        return rollout.candidate() + " failed " + candidate.inWords() + comparison + "; " + rollout.control()
                + " failed " + facts.controlErrors().inWords() + ".";
    }

    private static String exposure(RolloutFacts facts) {
        return Numbers.exposure(facts.rollout().position().exposure());
    }

    private static Answer now(Mark.Tone tone, String lead, String... sentences) {
        return then(tone, lead, null, sentences);
    }

    private static Answer then(Mark.Tone tone, String lead, @Nullable Instant at, String... sentences) {
        return new Answer(
                tone,
                lead,
                at,
                Stream.of(sentences).filter(sentence -> !sentence.isBlank()).toList());
    }
}
