// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.PointOfNoReturn;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a rollback would do, and who can order it: for a rollout that is on its way.
///
/// @param sentences what would happen
/// @param who can stop it, one sentence
public record RollbackPreview(List<String> sentences, String who) {
    private static final int MOST_NAMES = 5;

    /// @return null when it has ended
    static @Nullable RollbackPreview of(RolloutPageData facts) {
        if (facts.rollout().status().ended()) {
            return null;
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(users(facts.rollout()));
        sentences.add(processes(facts));
        sentences.add(noReturn(facts.rollout()));
        sentences.add(plan(facts));
        return new RollbackPreview(
                sentences.stream().filter(sentence -> !sentence.isEmpty()).toList(), who(facts));
    }

    private static String users(Rollout rollout) {
        Percent exposure = rollout.position().exposure();
        return exposure.equals(Percent.NONE)
                ? "Nobody is on " + rollout.candidate() + ": everybody stays on " + rollout.control() + "."
                : "Everybody goes to " + rollout.control() + ", the " + DisplayFormatter.exposure(exposure)
                        + " that are on " + rollout.candidate() + " now too.";
    }

    private static String processes(RolloutPageData facts) {
        if (facts.connected() == 0) {
            return "No SDK is connected: each goes back when it connects.";
        }
        String connected =
                facts.connected() == 1 ? "1 SDK is" : DisplayFormatter.count(facts.connected()) + " SDKs are";
        return facts.decisions().reversed().stream()
                .filter(decision -> decision.activeEverywhereAt() != null)
                .findFirst()
                .map(last -> connected + " connected; the last change was active in all after "
                        + DisplayFormatter.duration(spread(last)) + ".")
                .orElse(connected + " connected.");
    }

    private static Duration spread(RolloutDecision decision) {
        return Duration.between(decision.at(), Objects.requireNonNull(decision.activeEverywhereAt()));
    }

    private static String noReturn(Rollout rollout) {
        PointOfNoReturn point = rollout.plan().pointOfNoReturn();
        if (point == null) {
            return "No point of no return.";
        }
        boolean passed = rollout.position().exposure().compareTo(point.from()) >= 0;
        return passed
                ? "The point of no return, " + DisplayFormatter.exposure(point.from())
                        + ", is passed: the guard puts nobody back. Instead: "
                        + DisplayFormatter.sentence(point.instead())
                : "Point of no return: " + DisplayFormatter.exposure(point.from()) + ".";
    }

    private static String plan(RolloutPageData facts) {
        RollbackPlanCard plan = facts.extras().plan();
        return plan == null ? "There is no written rollback plan." : plan.reason();
    }

    private static String who(RolloutPageData facts) {
        List<String> names = facts.extras().ahead().stoppers();
        String people = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        int more = names.size() - MOST_NAMES;
        String admin = "whoever holds the administrator's token";
        return "The guard by itself; "
                + (names.isEmpty()
                        ? admin
                        : more > 0
                                ? people + ", " + DisplayFormatter.count(more) + " more and " + admin
                                : people + " and " + admin)
                + ". Nobody has to approve it.";
    }

    /// How far the way back is, for one that was ended before its candidate served everybody.
    ///
    /// @param words how long it took, or who is not back yet
    /// @param since the decision, to count from while somebody is not back; null otherwise
    public record RollbackProgress(String words, @Nullable Instant since) {
        /// @return null when there is nothing to go back from
        public static @Nullable RollbackProgress of(RolloutPageData facts) {
            return facts.findLast(RolloutDecisionKind.ROLL_BACK)
                    .or(() -> facts.findLast(RolloutDecisionKind.ABORT))
                    .map(decision -> of(decision, facts))
                    .orElse(null);
        }

        private static RollbackProgress of(RolloutDecision decision, RolloutPageData facts) {
            Instant active = decision.activeEverywhereAt();
            if (active != null) {
                Instant from = Objects.requireNonNullElse(decision.evidenceAt(), decision.at());
                return new RollbackProgress(
                        "The last SDK was back after at most "
                                + DisplayFormatter.duration(Duration.between(from, active)) + ".",
                        null);
            }
            return facts.connected() == 0
                    ? new RollbackProgress("No SDK is connected: each goes back when it connects.", null)
                    : new RollbackProgress(
                            DisplayFormatter.count(facts.onRevision()) + " of "
                                    + DisplayFormatter.count(facts.connected()) + " SDKs have said that they are back,",
                            decision.at());
        }
    }
}
