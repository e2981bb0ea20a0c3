// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.PointOfNoReturn;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
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
public record WayBack(List<String> sentences, String who) {
    private static final int MOST_NAMES = 5;

    /// @return null when it has ended
    static @Nullable WayBack of(RolloutFacts facts) {
        if (facts.rollout().status().ended()) {
            return null;
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(users(facts.rollout()));
        sentences.add(processes(facts));
        sentences.add(noReturn(facts.rollout()));
        sentences.add(plan(facts));
        return new WayBack(
                sentences.stream().filter(sentence -> !sentence.isEmpty()).toList(), who(facts));
    }

    private static String users(Rollout rollout) {
        Percent exposure = rollout.position().exposure();
        return exposure.equals(Percent.NONE)
                ? "Nobody is on " + rollout.candidate() + ": everybody stays on " + rollout.control() + "."
                : "Everybody goes to " + rollout.control() + ", the " + Numbers.exposure(exposure) + " that are on "
                        + rollout.candidate() + " now too.";
    }

    private static String processes(RolloutFacts facts) {
        if (facts.connected() == 0) {
            return "No SDK is connected: each goes back when it connects.";
        }
        String connected = facts.connected() == 1 ? "1 SDK is" : Numbers.count(facts.connected()) + " SDKs are";
        return facts.decisions().reversed().stream()
                .filter(decision -> decision.activeEverywhereAt() != null)
                .findFirst()
                .map(last -> connected + " connected; the last change was active in all after "
                        + Numbers.duration(spread(last)) + ".")
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
                ? "The point of no return, " + Numbers.exposure(point.from())
                        + ", is passed: the guard puts nobody back. Instead: " + Numbers.sentence(point.instead())
                : "Point of no return: " + Numbers.exposure(point.from()) + ".";
    }

    private static String plan(RolloutFacts facts) {
        PlanCard plan = facts.extras().plan();
        return plan == null ? "There is no written rollback plan." : plan.reason();
    }

    private static String who(RolloutFacts facts) {
        List<String> names = facts.extras().ahead().stoppers();
        String people = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        int more = names.size() - MOST_NAMES;
        String admin = "whoever holds the administrator's token";
        return "The guard by itself; "
                + (names.isEmpty()
                        ? admin
                        : more > 0
                                ? people + ", " + Numbers.count(more) + " more and " + admin
                                : people + " and " + admin)
                + ". Nobody has to approve it.";
    }

    /// How far the way back is, for one that was ended before its candidate served everybody.
    ///
    /// @param words how long it took, or who is not back yet
    /// @param since the decision, to count from while somebody is not back; null otherwise
    public record Return(String words, @Nullable Instant since) {
        /// @return null when there is nothing to go back from
        public static @Nullable Return of(RolloutFacts facts) {
            return facts.findLast(DecisionKind.ROLL_BACK)
                    .or(() -> facts.findLast(DecisionKind.ABORT))
                    .map(decision -> of(decision, facts))
                    .orElse(null);
        }

        private static Return of(RolloutDecision decision, RolloutFacts facts) {
            Instant active = decision.activeEverywhereAt();
            if (active != null) {
                Instant from = Objects.requireNonNullElse(decision.evidenceAt(), decision.at());
                return new Return(
                        "The last SDK was back after at most " + Numbers.duration(Duration.between(from, active)) + ".",
                        null);
            }
            return facts.connected() == 0
                    ? new Return("No SDK is connected: each goes back when it connects.", null)
                    : new Return(
                            Numbers.count(facts.onRevision()) + " of " + Numbers.count(facts.connected())
                                    + " SDKs have said that they are back,",
                            decision.at());
        }
    }
}
