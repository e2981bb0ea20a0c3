// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.server.console.flag.FlagFacts;
import dev.evenkeel.server.console.kit.Address;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.console.kit.PageLink;
import dev.evenkeel.server.console.kit.Proportion;
import dev.evenkeel.server.console.rollout.RolloutFacts;
import dev.evenkeel.server.console.rollout.RolloutWords;
import dev.evenkeel.server.console.rollout.WayBack;
import dev.evenkeel.server.flags.definition.FlagJson;
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
record Undo(
        String title,
        Mark state,
        List<String> words,
        List<PageLink> links,
        List<Order> orders,
        @Nullable Instant since,
        WayBack.@Nullable Return back) {
    /// An order that takes it back, or lets it come again.
    ///
    /// @param dialog id of the dialog that asks for the reason
    /// @param words of the button
    /// @param about what the dialog's title names
    /// @param to address of the order
    /// @param values what is sent beside the reason, JSON
    /// @param note what the timeline is told when it is done
    /// @param stops whether it takes something from users
    record Order(String dialog, String words, String about, String to, String values, String note, boolean stops) {}

    /// Of a rollout.
    ///
    /// @param grounds why it is suspected; empty when it is not
    /// @param mayStop whether whoever looks may roll it back
    static Undo of(RolloutFacts facts, String grounds, boolean mayStop) {
        Rollout rollout = facts.rollout();
        boolean back = isBack(rollout);
        return new Undo(
                RolloutWords.title(rollout),
                Mark.of(rollout.status()),
                List.of(standing(facts), Numbers.sentence(grounds)),
                IncidentWords.links("rollout:" + rollout.id()),
                rollout.status().ended() || !mayStop ? List.of() : List.of(rollBack(rollout)),
                back ? rollout.position().endedAt() : null,
                back ? WayBack.Return.of(facts) : null);
    }

    /// Whether everybody was put back.
    static boolean isBack(Rollout rollout) {
        return rollout.status() == RolloutStatus.ROLLED_BACK || rollout.status() == RolloutStatus.ABORTED;
    }

    private static Order rollBack(Rollout rollout) {
        return new Order(
                "roll-back",
                "Roll back " + rollout.candidate() + " → " + rollout.control(),
                rollout.candidate() + " → " + rollout.control(),
                "/api/v1/rollouts/" + rollout.id() + "/abort",
                "{}",
                "rolled back rollout " + rollout.id() + " of " + rollout.flag() + " from " + rollout.candidate()
                        + " to " + rollout.control(),
                true);
    }

    private static String standing(RolloutFacts facts) {
        Rollout rollout = facts.rollout();
        if (isBack(rollout)) {
            return "Everybody is put back on " + rollout.control() + ".";
        }
        if (rollout.status() == RolloutStatus.COMPLETED) {
            return rollout.candidate() + " serves everybody: the rollout is over, and the flag itself decides.";
        }
        return Numbers.exposure(rollout.position().exposure()) + " are on " + rollout.candidate() + " ("
                + RolloutWords.step(rollout) + "). " + failures(facts);
    }

    private static String failures(RolloutFacts facts) {
        Rollout rollout = facts.rollout();
        Proportion candidate = facts.candidateErrors();
        Proportion control = facts.controlErrors();
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
    static Undo of(FlagFacts flag, List<String> words, List<Order> orders, WayBack.@Nullable Return back) {
        return new Undo(
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
    static Undo ofDeleted(String title, List<String> words, List<Order> orders) {
        return new Undo(
                title,
                new Mark(Mark.Tone.CAUTION, "minus", "Deleted"),
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
    static Undo of(Experiment experiment, String grounds, boolean mayStop) {
        Experiment.Ending ending = experiment.ending();
        return new Undo(
                "experiment " + experiment.id() + " of flag " + experiment.flag() + " in " + experiment.environment(),
                ending == null
                        ? new Mark(Mark.Tone.ACTIVE, "dot", "Running")
                        : new Mark(Mark.Tone.CALM, "minus", "Ended"),
                sentences(List.of(
                        ending == null ? "" : "the flag serves as its author says: " + ending.reason(), grounds)),
                IncidentWords.links("experiment:" + experiment.id()),
                ending == null && mayStop ? List.of(stop(experiment)) : List.of(),
                ending == null ? null : ending.at(),
                null);
    }

    private static List<String> sentences(List<String> words) {
        return words.stream().map(Numbers::sentence).toList();
    }

    private static Order stop(Experiment experiment) {
        return new Order(
                "stop-experiment",
                "Stop experiment " + experiment.id(),
                experiment.id(),
                "/api/v1/experiments/" + experiment.id() + "/stop",
                "{}",
                "stopped experiment " + experiment.id() + " of flag " + experiment.flag(),
                true);
    }

    /// The order that switches a flag off.
    static Order kill(FlagFacts flag) {
        return new Order(
                "kill-flag",
                "Kill flag " + flag.key(),
                flag.key(),
                flag.apiPath() + "/kill",
                "{}",
                "killed flag " + flag.key() + " in " + flag.environment(),
                true);
    }

    /// The order that switches a flag on again.
    static Order restore(FlagFacts flag) {
        return new Order(
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
    static Order takeBack(String environment, String key, long revision) {
        return new Order(
                "take-back",
                "Take the edit of " + key + " back",
                key,
                revert(environment),
                FlagJson.EXACT
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
    static Order takeAllBack(String environment, long revision) {
        return new Order(
                "take-all-back",
                "Revert " + environment + " to revision " + revision,
                environment + " to revision " + revision,
                revert(environment),
                FlagJson.EXACT.createObjectNode().put("to", revision).toString(),
                "reverted the flags of " + environment + " to revision " + revision,
                true);
    }

    private static String revert(String environment) {
        return "/api/v1/environments/" + Address.encoded(environment) + "/revert";
    }
}
