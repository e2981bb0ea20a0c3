// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.engine.gate.GateDenialSummary;
import dev.evenkeel.engine.gate.QuarterlyGateReport;
import dev.evenkeel.files.freeze.FreezeWindowJson;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.gates.approval.FlagApproval;
import dev.evenkeel.server.gates.editing.ProposalResponse;
import dev.evenkeel.server.gates.override.FlagGateOverride;
import dev.evenkeel.server.gates.override.OverrideReviewTask;
import dev.evenkeel.server.gates.pause.ReleasePause;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The page of gates. Its question: what stands against changes, and who has passed it by?
///
/// @param now when this was true
/// @param changes rollouts that run, with what every gate says of them
/// @param stopped lines that are stopped
/// @param overrides those that count now, newest first
/// @param reviews of overrides, those that wait, the one that is due first at the head
/// @param proposals edits of flags that wait for people, newest first
/// @param approvals those that count now, newest first
/// @param freezes the freeze calendar, by name
/// @param activeFreezes names of those that are on
/// @param mayFreeze whether whoever looks may change the calendar
/// @param environments that a freeze may be for
/// @param score of the present quarter, over all environments
public record GatesPageModel(
        Instant now,
        List<GatedRollout> changes,
        List<ReleasePause> stopped,
        List<FlagGateOverride> overrides,
        List<OverrideReviewTask> reviews,
        List<ProposalResponse> proposals,
        List<FlagApproval> approvals,
        List<FreezeWindowJson> freezes,
        List<String> activeFreezes,
        boolean mayFreeze,
        List<String> environments,
        QuarterlyGateReport score) {
    private static final Pattern UNFIT_FOR_A_PATH = Pattern.compile("[/\\\\%;]|^\\.{1,2}$");
    private static final double SECONDS_OF_DAY = Duration.ofDays(1).toSeconds();

    /// A rollout that runs.
    ///
    /// @param ways by which whoever looks may get it past its gates
    record GatedRollout(Rollout rollout, List<GateRow> gates, GateActions ways) {
        boolean isHeldUp() {
            return gates.stream().anyMatch(GateRow::closed);
        }
    }

    /// How often a freeze comes again, when the console is told of it.
    enum FreezeRecurrence {
        DAY("FREQ=DAILY", "every day"),
        WORKING_DAY("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Monday to Friday"),
        WEEK("FREQ=WEEKLY", "every week"),
        MONTH("FREQ=MONTHLY", "every month"),
        YEAR("FREQ=YEARLY", "every year");

        private final String rule;
        private final String words;

        FreezeRecurrence(String rule, String words) {
            this.rule = rule;
            this.words = words;
        }

        String rule() {
            return rule;
        }

        String words() {
            return words;
        }
    }

    /// The answer, in a sentence.
    String lead() {
        long held = changes.stream().filter(GatedRollout::isHeldUp).count();
        String rollouts = changes.isEmpty()
                ? "No rollout runs."
                : held == 0
                        ? "Every rollout that runs may go on."
                        : "Closed gates hold up " + DisplayFormatter.count(held) + " of "
                                + DisplayFormatter.count(changes.size())
                                + (changes.size() == 1 ? " rollout that runs." : " rollouts that run.");
        return rollouts + (stopped.isEmpty() ? " No line is stopped." : "") + frozen() + waiting();
    }

    private String frozen() {
        return activeFreezes.isEmpty() ? "" : " " + DisplayFormatter.sentence(freezes(activeFreezes));
    }

    /// What is said of freezes that are on: `a freeze is on (busy season)`.
    public static String freezes(List<String> active) {
        return (active.size() == 1 ? "a freeze is on (" : "freezes are on (") + String.join(", ", active) + ")";
    }

    private String waiting() {
        long overdue = reviews.stream().filter(one -> one.isOverdue(now)).count();
        String late = overdue == 0
                ? ""
                : " " + DisplayFormatter.count(overdue)
                        + (overdue == 1 ? " review is overdue." : " reviews are overdue.");
        return (proposals.isEmpty()
                        ? ""
                        : " " + DisplayFormatter.count(proposals.size())
                                + (proposals.size() == 1 ? " edit waits" : " edits wait") + " for people.")
                + late;
    }

    /// Where a proposal stands, in words.
    static String standing(ProposalResponse proposal) {
        String people = proposal.approvals().stream()
                .map(ProposalResponse.ApprovalResponse::person)
                .collect(Collectors.joining(", "));
        return proposal.isReady()
                ? (people.isEmpty() ? "needs nobody" : "approved by " + people)
                : (people.isEmpty() ? "nobody yet" : people) + ", " + proposal.missing() + " of " + proposal.needed()
                        + " missing";
    }

    /// A time in days.
    static String days(GateDenialSummary denials) {
        return String.format(Locale.ROOT, "%.1f", denials.delayed().toSeconds() / SECONDS_OF_DAY);
    }

    /// Denials, and how many of them had begun before.
    static String number(GateDenialSummary denials) {
        return DisplayFormatter.count(denials.begun())
                + (denials.carried() == 0 ? "" : " and " + DisplayFormatter.count(denials.carried()) + " from before");
    }

    /// How many of the changes that turned out failed.
    static String failed(QuarterlyGateReport.OutcomeCounts endings) {
        var rate = endings.failRate();
        return rate.all() == 0
                ? "none turned out yet"
                : DisplayFormatter.count(rate.some()) + " of " + DisplayFormatter.count(rate.all()) + " failed ("
                        + DisplayFormatter.shares(rate.low(), rate.high()) + ")";
    }

    /// What a freeze is about, in words.
    static String about(FreezeWindowJson freeze) {
        String about = Stream.of(
                        named("environments", freeze.environments()),
                        named("services", freeze.services()),
                        named("tiers", freeze.tiers()),
                        named("classes", freeze.classes()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return about.isEmpty() ? "all changes" : about;
    }

    /// How often a freeze comes again: in words where there are some, else its rule.
    static String again(FreezeWindowJson freeze) {
        String rule = freeze.rrule();
        return rule == null
                ? "never"
                : Arrays.stream(FreezeRecurrence.values())
                        .filter(repeat -> repeat.rule().equals(rule))
                        .findFirst()
                        .map(FreezeRecurrence::words)
                        .orElse(rule);
    }

    /// How long each time of a freeze lasts: `2 d 14 h`.
    static String lasts(FreezeWindowJson freeze) {
        return freeze.duration()
                .replaceAll("[PT]", "")
                .replaceAll("([0-9]+)([DHMS])", "$1\u00a0$2 ")
                .toLowerCase(Locale.ROOT)
                .replace("m", "min")
                .strip();
    }

    /// What is sent to take a freeze away, JSON; empty when no path can hold its name.
    static String values(FreezeWindowJson freeze) {
        return UNFIT_FOR_A_PATH.matcher(freeze.name()).find()
                ? ""
                : FlagJsonMappers.EXACT
                        .createObjectNode()
                        .put("name", freeze.name())
                        .toString();
    }

    private static String named(String what, List<String> names) {
        return names.isEmpty() ? "" : what + " " + String.join(", ", names);
    }
}
