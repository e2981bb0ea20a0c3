// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.server.console.flag.FlagDetails;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageLink;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.ProportionEstimate;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.console.rollout.RollbackPreview;
import dev.evenkeel.server.console.rollout.RolloutFormatter;
import dev.evenkeel.server.console.rollout.RolloutPageData;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A change that may lie behind an incident and that can be taken back, or was.
///
/// @param title what it is: `core: classic → modern`
/// @param state where it stands
/// @param words how it stands, and what speaks against it, in sentences
/// @param links pages about it
/// @param orders that take it back, the surest first; none when there is none, and for who may not order any
/// @param since when it was taken back; null when it was not
/// @param back how far the way back is; null when it was not taken back
record RevertOption(
        String title,
        StatusBadge state,
        List<String> words,
        List<PageLink> links,
        List<RevertAction> orders,
        @Nullable Instant since,
        RollbackPreview.@Nullable RollbackProgress back) {
    /// An order that takes it back, or lets it come again.
    ///
    /// @param dialog id of the dialog that asks for the reason
    /// @param words of the button
    /// @param about what the dialog's title names
    /// @param to address of the order
    /// @param values what is sent beside the reason, JSON
    /// @param note what the timeline is told when it is done
    /// @param stops whether it takes something from users
    record RevertAction(
            String dialog, String words, String about, String to, String values, String note, boolean stops) {}

    /// Of a rollout.
    ///
    /// @param grounds why it is suspected; empty when it is not
    /// @param mayStop whether whoever looks may roll it back
    static RevertOption of(RolloutPageData facts, String grounds, boolean mayStop) {
        Rollout rollout = facts.rollout();
        boolean back = isBack(rollout);
        return new RevertOption(
                RolloutFormatter.title(rollout),
                StatusBadge.of(rollout.status()),
                List.of(standing(facts), DisplayFormatter.sentence(grounds)),
                IncidentFormatter.links("rollout:" + rollout.id()),
                rollout.status().ended() || !mayStop ? List.of() : List.of(rollBack(rollout)),
                back ? rollout.position().endedAt() : null,
                back ? RollbackPreview.RollbackProgress.of(facts) : null);
    }

    /// Whether everybody was put back.
    static boolean isBack(Rollout rollout) {
        return rollout.status() == RolloutStatus.ROLLED_BACK || rollout.status() == RolloutStatus.ABORTED;
    }

    private static RevertAction rollBack(Rollout rollout) {
        return new RevertAction(
                "roll-back",
                "Roll back " + rollout.candidate() + " → " + rollout.control(),
                rollout.candidate() + " → " + rollout.control(),
                "/api/v1/rollouts/" + rollout.id() + "/abort",
                "{}",
                "rolled back rollout " + rollout.id() + " of " + rollout.flag() + " from " + rollout.candidate()
                        + " to " + rollout.control(),
                true);
    }

    private static String standing(RolloutPageData facts) {
        Rollout rollout = facts.rollout();
        if (isBack(rollout)) {
            return "Everybody is put back on " + rollout.control() + ".";
        }
        if (rollout.status() == RolloutStatus.COMPLETED) {
            return rollout.candidate() + " serves everybody: the rollout is over, and the flag itself decides.";
        }
        return DisplayFormatter.exposure(rollout.position().exposure()) + " are on " + rollout.candidate() + " ("
                + RolloutFormatter.step(rollout) + "). " + failures(facts);
    }

    private static String failures(RolloutPageData facts) {
        Rollout rollout = facts.rollout();
        ProportionEstimate candidate = facts.candidateErrors();
        ProportionEstimate control = facts.controlErrors();
        return candidate.of() == 0
                ? "No call of " + rollout.candidate() + " was told yet."
                : rollout.candidate() + " failed in " + candidate.inWords() + ", " + rollout.control() + " in "
                        + control.inWords() + ".";
    }

    /// Of a flag that was edited.
    ///
    /// @param words why its edits are suspected, and why some cannot be taken back
    /// @param orders that whoever looks may give
    /// @param back how far the services are; null while it is on
    static RevertOption of(
            FlagDetails flag,
            List<String> words,
            List<RevertAction> orders,
            RollbackPreview.@Nullable RollbackProgress back) {
        return new RevertOption(
                "flag " + flag.key() + " in " + flag.environment(),
                flag.state(),
                flag.isOff() ? List.of("Services use the default of their own code.") : sentences(words),
                List.of(new PageLink("The flag", flag.path())),
                orders,
                flag.isOff() && flag.since() != null
                        ? Objects.requireNonNull(flag.since()).changedAt()
                        : null,
                back);
    }

    /// Of a flag that is gone.
    static RevertOption ofDeleted(String title, List<String> words, List<RevertAction> orders) {
        return new RevertOption(
                title,
                new StatusBadge(StatusBadge.Tone.CAUTION, "minus", "Deleted"),
                sentences(words),
                List.of(),
                orders,
                null,
                null);
    }

    /// Of an experiment.
    ///
    /// @param grounds why it is suspected
    /// @param mayStop whether whoever looks may stop it
    static RevertOption of(Experiment experiment, String grounds, boolean mayStop) {
        Experiment.Ending ending = experiment.ending();
        return new RevertOption(
                "experiment " + experiment.id() + " of flag " + experiment.flag() + " in " + experiment.environment(),
                ending == null
                        ? new StatusBadge(StatusBadge.Tone.ACTIVE, "dot", "Running")
                        : new StatusBadge(StatusBadge.Tone.CALM, "minus", "Ended"),
                sentences(List.of(
                        ending == null ? "" : "the flag serves as its author says: " + ending.reason(), grounds)),
                IncidentFormatter.links("experiment:" + experiment.id()),
                ending == null && mayStop ? List.of(stop(experiment)) : List.of(),
                ending == null ? null : ending.at(),
                null);
    }

    private static List<String> sentences(List<String> words) {
        return words.stream().map(DisplayFormatter::sentence).toList();
    }

    private static RevertAction stop(Experiment experiment) {
        return new RevertAction(
                "stop-experiment",
                "Stop experiment " + experiment.id(),
                experiment.id(),
                "/api/v1/experiments/" + experiment.id() + "/stop",
                "{}",
                "stopped experiment " + experiment.id() + " of flag " + experiment.flag(),
                true);
    }

    /// The order that switches a flag off.
    static RevertAction kill(FlagDetails flag) {
        return new RevertAction(
                "kill-flag",
                "Kill flag " + flag.key(),
                flag.key(),
                flag.apiPath() + "/kill",
                "{}",
                "killed flag " + flag.key() + " in " + flag.environment(),
                true);
    }

    /// The order that switches a flag on again.
    static RevertAction restore(FlagDetails flag) {
        return new RevertAction(
                "restore-flag",
                "Restore flag " + flag.key(),
                flag.key(),
                flag.apiPath() + "/restore",
                "{}",
                "restored flag " + flag.key() + " in " + flag.environment(),
                false);
    }

    /// The order that takes the last edit of a flag back.
    ///
    /// @param revision at which the flag was as it is to be
    static RevertAction takeBack(String environment, String key, long revision) {
        return new RevertAction(
                "take-back",
                "Take the edit of " + key + " back",
                key,
                revert(environment),
                FlagJsonMappers.EXACT
                        .createObjectNode()
                        .put("to", revision)
                        .put("flag", key)
                        .toString(),
                "took the edit of flag " + key + " in " + environment + " back to revision " + revision,
                true);
    }

    /// The order that takes the last change of a whole definition back.
    ///
    /// @param revision at which everything was as it is to be
    static RevertAction takeAllBack(String environment, long revision) {
        return new RevertAction(
                "take-all-back",
                "Revert " + environment + " to revision " + revision,
                environment + " to revision " + revision,
                revert(environment),
                FlagJsonMappers.EXACT.createObjectNode().put("to", revision).toString(),
                "reverted the flags of " + environment + " to revision " + revision,
                true);
    }

    private static String revert(String environment) {
        return "/api/v1/environments/" + PageUrls.encoded(environment) + "/revert";
    }
}
