// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.server.console.flag.FlagDetails;
import dev.evenkeel.server.console.kit.ConsolePageLink;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.ProportionEstimate;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.console.rollout.RollbackPreview;
import dev.evenkeel.server.console.rollout.RolloutFormatter;
import dev.evenkeel.server.console.rollout.RolloutPageData;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A suspected change that can be reverted or was reverted.
///
/// @param title description of the change: `core: classic → modern`
/// @param state status badge
/// @param sentences state of the change and reasons for suspecting it, in sentences
/// @param links links to pages about the change
/// @param actions actions that revert it, the safest first; empty if it cannot be reverted or the current user
///     may not
/// @param since when it was reverted; null if it was not
/// @param progress progress of the revert; null if it was not reverted
record RevertibleChange(
        String title,
        StatusBadge state,
        List<String> sentences,
        List<ConsolePageLink> links,
        List<RevertAction> actions,
        @Nullable Instant since,
        RollbackPreview.@Nullable RollbackProgress progress) {
    /// An action that reverts a change or restores it.
    ///
    /// @param dialogId id of the dialog that prompts for the reason
    /// @param label label of the button
    /// @param subject subject in the dialog's title
    /// @param path path of the request
    /// @param values JSON body of the request without the reason
    /// @param note note added to the timeline afterwards
    /// @param stops whether the action withdraws a variant from users
    record RevertAction(
            String dialogId, String label, String subject, String path, String values, String note, boolean stops) {}

    /// Creates the option for a rollout.
    ///
    /// @param grounds why it is suspected; empty if it is not
    /// @param mayStop whether the current user may roll it back
    static RevertibleChange of(RolloutPageData data, String grounds, boolean mayStop) {
        Rollout rollout = data.rollout();
        boolean back = isRolledBack(rollout);
        return new RevertibleChange(
                RolloutFormatter.formatTitle(rollout),
                StatusBadge.of(rollout.status()),
                List.of(formatStatus(data), DisplayFormatter.toSentence(grounds)),
                IncidentFormatter.changeLinks("rollout:" + rollout.id()),
                rollout.status().isEnded() || !mayStop ? List.of() : List.of(rollBackAction(rollout)),
                back ? rollout.position().endedAt() : null,
                back ? RollbackPreview.RollbackProgress.of(data) : null);
    }

    /// Whether all users were returned to control.
    static boolean isRolledBack(Rollout rollout) {
        return rollout.status() == RolloutStatus.ROLLED_BACK || rollout.status() == RolloutStatus.ABORTED;
    }

    private static RevertAction rollBackAction(Rollout rollout) {
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

    private static String formatStatus(RolloutPageData data) {
        Rollout rollout = data.rollout();
        if (isRolledBack(rollout)) {
            return "Everybody is put back on " + rollout.control() + ".";
        }
        if (rollout.status() == RolloutStatus.COMPLETED) {
            return rollout.candidate() + " serves everybody: the rollout is over, and the flag itself decides.";
        }
        return rollout.position().exposure() + " are on " + rollout.candidate() + " ("
                + RolloutFormatter.formatStep(rollout) + "). " + formatFailures(data);
    }

    private static String formatFailures(RolloutPageData data) {
        Rollout rollout = data.rollout();
        ProportionEstimate candidate = data.candidateErrors();
        ProportionEstimate control = data.controlErrors();
        return candidate.total() == 0
                ? "No call of " + rollout.candidate() + " was told yet."
                : rollout.candidate() + " failed in " + candidate.format() + ", " + rollout.control() + " in "
                        + control.format() + ".";
    }

    /// Creates the option for an edited flag.
    ///
    /// @param words why its edits are suspected, and why some cannot be reverted
    /// @param orders actions available to the current user
    /// @param back progress of the services in applying the kill; null while the flag is enabled
    static RevertibleChange of(
            FlagDetails flag,
            List<String> words,
            List<RevertAction> orders,
            RollbackPreview.@Nullable RollbackProgress back) {
        return new RevertibleChange(
                "flag " + flag.key() + " in " + flag.environment(),
                flag.state(),
                flag.isOff() ? List.of("Services use the default of their own code.") : toSentences(words),
                List.of(new ConsolePageLink("The flag", flag.path())),
                orders,
                flag.isOff() && flag.lastChange() != null
                        ? Objects.requireNonNull(flag.lastChange()).changedAt()
                        : null,
                back);
    }

    /// Creates the option for a deleted flag.
    static RevertibleChange ofDeleted(String title, List<String> words, List<RevertAction> orders) {
        return new RevertibleChange(
                title,
                new StatusBadge(StatusBadge.Tone.CAUTION, "minus", "Deleted"),
                toSentences(words),
                List.of(),
                orders,
                null,
                null);
    }

    /// Creates the option for an experiment.
    ///
    /// @param grounds why it is suspected
    /// @param mayStop whether the current user may stop it
    static RevertibleChange of(Experiment experiment, String grounds, boolean mayStop) {
        Experiment.Ending ending = experiment.ending();
        return new RevertibleChange(
                "experiment " + experiment.id() + " of flag " + experiment.flag() + " in " + experiment.environment(),
                ending == null
                        ? new StatusBadge(StatusBadge.Tone.ACTIVE, "dot", "Running")
                        : new StatusBadge(StatusBadge.Tone.CALM, "minus", "Ended"),
                toSentences(List.of(
                        ending == null ? "" : "the flag serves as its author says: " + ending.reason(), grounds)),
                IncidentFormatter.changeLinks("experiment:" + experiment.id()),
                ending == null && mayStop ? List.of(stopAction(experiment)) : List.of(),
                ending == null ? null : ending.at(),
                null);
    }

    private static List<String> toSentences(List<String> words) {
        return words.stream().map(DisplayFormatter::toSentence).toList();
    }

    private static RevertAction stopAction(Experiment experiment) {
        return new RevertAction(
                "stop-experiment",
                "Stop experiment " + experiment.id(),
                experiment.id(),
                "/api/v1/experiments/" + experiment.id() + "/stop",
                "{}",
                "stopped experiment " + experiment.id() + " of flag " + experiment.flag(),
                true);
    }

    /// Creates the action that disables a flag.
    static RevertAction disableAction(FlagDetails flag) {
        return new RevertAction(
                "kill-flag",
                "Kill flag " + flag.key(),
                flag.key(),
                flag.apiPath() + "/disable",
                "{}",
                "killed flag " + flag.key() + " in " + flag.environment(),
                true);
    }

    /// Creates the action that enables a flag again.
    static RevertAction enableAction(FlagDetails flag) {
        return new RevertAction(
                "restore-flag",
                "Restore flag " + flag.key(),
                flag.key(),
                flag.apiPath() + "/enable",
                "{}",
                "restored flag " + flag.key() + " in " + flag.environment(),
                false);
    }

    /// Creates the action that reverts the last edit of a flag.
    ///
    /// @param revision revision whose version of the flag is restored
    static RevertAction revertAction(String environment, String key, long revision) {
        return new RevertAction(
                "take-back",
                "Take the edit of " + key + " back",
                key,
                revertPath(environment),
                FlagJsonMappers.EXACT
                        .createObjectNode()
                        .put("revision", revision)
                        .put("flag", key)
                        .toString(),
                "took the edit of flag " + key + " in " + environment + " back to revision " + revision,
                true);
    }

    /// Creates the action that reverts the last edit of the whole definition.
    ///
    /// @param revision revision whose definition is restored
    static RevertAction revertAllAction(String environment, long revision) {
        return new RevertAction(
                "take-all-back",
                "Revert " + environment + " to revision " + revision,
                environment + " to revision " + revision,
                revertPath(environment),
                FlagJsonMappers.EXACT
                        .createObjectNode()
                        .put("revision", revision)
                        .toString(),
                "reverted the flags of " + environment + " to revision " + revision,
                true);
    }

    private static String revertPath(String environment) {
        return "/api/v1/environments/" + PageUrls.encode(environment) + "/revert";
    }
}
