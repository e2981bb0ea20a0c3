// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The answer to "Is it safe, and how do we know?" in a few sentences.
///
/// @param tone what its colour says
/// @param lead the answer in a few words
/// @param at when it became so; null for the present
/// @param sentences how we know, and what is next
record Answer(Mark.Tone tone, String lead, @Nullable Instant at, List<String> sentences) {
    /* Evidence past half of the way, on the logarithmic scale, is worth a warning. */
    private static final double WARNING = 0.5;

    static Answer of(RolloutFacts rollout) {
        return switch (rollout.status()) {
            case SEEDING -> seeding(rollout);
            case RUNNING -> running(rollout);
            case COMPLETED -> completed(rollout);
            case ROLLED_BACK -> rolledBack(rollout);
            case ABORTED -> aborted(rollout);
        };
    }

    private static Answer seeding(RolloutFacts rollout) {
        return new Answer(
                Mark.Tone.CALM,
                "Nobody is on " + rollout.candidate() + " yet.",
                null,
                List.of("First " + rollout.control() + " shows how fast it is: "
                        + Numbers.count(rollout.seed().samples()) + " of "
                        + Numbers.count(rollout.seed().needed()) + " calls measured."));
    }

    private static Answer running(RolloutFacts rollout) {
        String exposure = Numbers.exposure(rollout.exposure());
        var blind = withVerdict(rollout, "NO_DATA", "SOURCE_FAILED");
        if (!blind.isEmpty()) {
            return new Answer(
                    Mark.Tone.CAUTION,
                    "We cannot tell: exposure is held at " + exposure + ".",
                    null,
                    List.of(blind.getFirst().detail()));
        }
        var breached = withVerdict(rollout, "BREACHED");
        double way = rollout.rollbackLog10() / rollout.threshold();
        if (!breached.isEmpty() || way >= 1) {
            return new Answer(
                    Mark.Tone.BAD, "Harm is shown: going back.", null, List.of(failures(rollout), evidence(rollout)));
        }
        return way >= WARNING
                ? new Answer(
                        Mark.Tone.CAUTION,
                        "Signs of harm at " + exposure + ", not yet enough to act.",
                        null,
                        List.of(failures(rollout), evidence(rollout), next(rollout)))
                : new Answer(
                        Mark.Tone.GOOD,
                        "No sign of harm at " + exposure + ".",
                        null,
                        List.of(failures(rollout), evidence(rollout), next(rollout)));
    }

    private static String evidence(RolloutFacts rollout) {
        return "Evidence against " + rollout.candidate() + " is "
                + Numbers.evidence(rollout.rollbackLog10()) + "; at "
                + Numbers.evidence(rollout.threshold()) + " everybody goes back to " + rollout.control()
                + ".";
    }

    private static String next(RolloutFacts rollout) {
        int next = rollout.step() + 1;
        String goal = next < rollout.exposures().size()
                ? Numbers.exposure(rollout.exposures().get(next))
                : "completion";
        String open = rollout.checks().stream()
                .filter(check -> check.advanceThreshold() > 0 && check.advanceLog10() < check.advanceThreshold())
                .map(check -> GuardrailRow.nameOf(check.check()).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(", "));
        return open.isEmpty()
                ? "Next is " + goal + ": nothing is left to prove, this step only has to last its time."
                : "Next is " + goal + ", once shown not worse by the plan's margin: " + open + ".";
    }

    private static Answer completed(RolloutFacts rollout) {
        return new Answer(
                Mark.Tone.GOOD,
                rollout.candidate() + " serves everybody since",
                rollout.endedAt(),
                List.of(
                        failures(rollout),
                        "Evidence against it never reached " + Numbers.evidence(rollout.threshold()) + "."));
    }

    private static Answer rolledBack(RolloutFacts rollout) {
        RolloutFacts.Step decision = last(rollout, "ROLL_BACK");
        return new Answer(
                Mark.Tone.BAD,
                "Rolled back at",
                decision == null ? rollout.endedAt() : decision.at(),
                decision == null
                        ? List.of(damage(rollout))
                        : Stream.of(damage(rollout), decision.reason(), back(decision))
                                .filter(sentence -> !sentence.isBlank())
                                .toList());
    }

    private static String back(RolloutFacts.Step decision) {
        Instant active = decision.activeEverywhereAt();
        if (active == null) {
            return "The last SDK has not yet said that it is back.";
        }
        Instant from = Objects.requireNonNullElse(decision.evidenceAt(), decision.at());
        return "The last SDK was back after at most " + Numbers.duration(Duration.between(from, active)) + ".";
    }

    private static Answer aborted(RolloutFacts rollout) {
        RolloutFacts.Step decision = last(rollout, "ABORT");
        return new Answer(
                Mark.Tone.CAUTION,
                "Stopped by a person at",
                rollout.endedAt(),
                decision == null
                        ? List.of(failures(rollout))
                        : List.of("Reason: " + decision.reason(), back(decision), damage(rollout)));
    }

    private static String failures(RolloutFacts rollout) {
        return rollout.candidate() + " failed " + inWords(errors(rollout, "candidate")) + "; " + rollout.control()
                + " failed " + inWords(errors(rollout, "control")) + ".";
    }

    /* What it cost: only said afterwards, since in the middle it is mostly chance. */
    private static String damage(RolloutFacts rollout) {
        Proportion candidate = errors(rollout, "candidate");
        Proportion control = errors(rollout, "control");
        long extra = Math.round(candidate.events() - control.share() * candidate.of());
        return rollout.candidate() + " failed " + inWords(candidate)
                + (extra > 0
                        ? ", about " + Numbers.count(extra) + " more than " + rollout.control() + " would have"
                        : "")
                + "; " + rollout.control() + " failed " + inWords(control) + ".";
    }

    private static Proportion errors(RolloutFacts rollout, String role) {
        RolloutFacts.Counts counts = rollout.counts().get(role);
        return counts == null ? new Proportion(0, 0) : new Proportion(counts.failures(), counts.calls());
    }

    private static String inWords(Proportion errors) {
        return Numbers.count(errors.events()) + " of " + Numbers.count(errors.of()) + " calls"
                + (errors.of() == 0 ? "" : " (" + Numbers.share(errors.share()) + ")");
    }

    private static List<RolloutFacts.Check> withVerdict(RolloutFacts rollout, String... verdicts) {
        var wanted = List.of(verdicts);
        return rollout.checks().stream()
                .filter(check -> wanted.contains(check.verdict()))
                .toList();
    }

    private static RolloutFacts.@Nullable Step last(RolloutFacts rollout, String kind) {
        return rollout.decisions().stream()
                .filter(decision -> decision.kind().equals(kind))
                .reduce(null, (earlier, later) -> later);
    }
}
