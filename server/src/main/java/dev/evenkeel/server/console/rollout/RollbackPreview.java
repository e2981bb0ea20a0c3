// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.plan.PointOfNoReturn;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Effects of a rollback of a running rollout, and who can start one.
///
/// @param sentences effects of the rollback
/// @param stoppersText who can roll back, in a sentence
public record RollbackPreview(List<String> sentences, String stoppersText) {
    private static final int MOST_NAMES = 5;

    /// Creates the preview; null if the rollout has ended.
    static @Nullable RollbackPreview of(RolloutPageData data) {
        if (data.rollout().status().isEnded()) {
            return null;
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(describeUsers(data.rollout()));
        sentences.add(describeProcesses(data));
        sentences.add(describePointOfNoReturn(data.rollout()));
        sentences.add(describePlan(data));
        return new RollbackPreview(
                sentences.stream().filter(sentence -> !sentence.isEmpty()).toList(), describeStoppers(data));
    }

    private static String describeUsers(Rollout rollout) {
        Percent exposure = rollout.position().exposure();
        return exposure.equals(Percent.NONE)
                ? "Nobody is on " + rollout.candidate() + ": everybody stays on " + rollout.control() + "."
                : "Everybody goes to " + rollout.control() + ", the " + exposure + " that are on " + rollout.candidate()
                        + " now too.";
    }

    private static String describeProcesses(RolloutPageData data) {
        if (data.connectedClients() == 0) {
            return "No SDK is connected: each goes back when it connects.";
        }
        String connected = data.connectedClients() == 1
                ? "1 SDK is"
                : QuantityFormatter.formatCount(data.connectedClients()) + " SDKs are";
        return data.decisions().reversed().stream()
                .filter(decision -> decision.activeEverywhereAt() != null)
                .findFirst()
                .map(last -> connected + " connected; the last change was active in all after "
                        + DisplayFormatter.formatDuration(propagationTime(last)) + ".")
                .orElse(connected + " connected.");
    }

    private static Duration propagationTime(RolloutDecision decision) {
        return Duration.between(decision.at(), Objects.requireNonNull(decision.activeEverywhereAt()));
    }

    private static String describePointOfNoReturn(Rollout rollout) {
        PointOfNoReturn point = rollout.plan().pointOfNoReturn();
        if (point == null) {
            return "No point of no return.";
        }
        boolean passed = rollout.position().exposure().compareTo(point.from()) >= 0;
        return passed
                ? "The point of no return, " + point.from()
                        + ", is passed: the guard puts nobody back. Instead: "
                        + DisplayFormatter.toSentence(point.instead())
                : "Point of no return: " + point.from() + ".";
    }

    private static String describePlan(RolloutPageData data) {
        RollbackPlanCard plan = data.related().rollbackPlan();
        return plan == null ? "There is no written rollback plan." : plan.reason();
    }

    private static String describeStoppers(RolloutPageData data) {
        List<String> names = data.related().nextSteps().stoppers();
        String people = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        int more = names.size() - MOST_NAMES;
        String admin = "whoever holds the administrator's token";
        return "The guard by itself; "
                + (names.isEmpty()
                        ? admin
                        : more > 0
                                ? people + ", " + QuantityFormatter.formatCount(more) + " more and " + admin
                                : people + " and " + admin)
                + ". Nobody has to approve it.";
    }

    /// Progress of a rollback or abort before the candidate served all users.
    ///
    /// @param text its duration, or how many SDKs have not confirmed it
    /// @param since time of the decision, to show the time elapsed until all SDKs confirm; null otherwise
    public record RollbackProgress(String text, @Nullable Instant since) {
        /// Returns the progress; null if the rollout was not rolled back or aborted.
        public static @Nullable RollbackProgress of(RolloutPageData data) {
            return data.findLastDecision(RolloutDecisionKind.ROLL_BACK)
                    .or(() -> data.findLastDecision(RolloutDecisionKind.ABORT))
                    .map(decision -> of(decision, data))
                    .orElse(null);
        }

        private static RollbackProgress of(RolloutDecision decision, RolloutPageData data) {
            Instant active = decision.activeEverywhereAt();
            if (active != null) {
                Instant from = Objects.requireNonNullElse(decision.evidenceAt(), decision.at());
                return new RollbackProgress(
                        "The last SDK was back after at most "
                                + DisplayFormatter.formatDuration(Duration.between(from, active)) + ".",
                        null);
            }
            return data.connectedClients() == 0
                    ? new RollbackProgress("No SDK is connected: each goes back when it connects.", null)
                    : new RollbackProgress(
                            QuantityFormatter.formatCount(data.clientsOnRevision()) + " of "
                                    + QuantityFormatter.formatCount(data.connectedClients())
                                    + " SDKs have said that they are back,",
                            decision.at());
        }
    }
}
