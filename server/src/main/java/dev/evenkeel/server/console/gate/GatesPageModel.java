// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.api.GateApprovalApi.FlagGateApproval;
import dev.evenkeel.api.GateOverrideApi.FlagGateOverride;
import dev.evenkeel.api.GateOverrideApi.OverrideReviewTask;
import dev.evenkeel.api.ProposalApi.ProposalApprovalResponse;
import dev.evenkeel.api.ProposalApi.ProposalResponse;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.gate.QuarterlyGateDenialTotals;
import dev.evenkeel.engine.gate.QuarterlyGateReport;
import dev.evenkeel.engine.gate.ReleasePause;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Model of the gates page. Answers: what blocks changes, and who overrode a gate?
///
/// @param now time of the data
/// @param rollouts running rollouts with the result of every gate
/// @param pauses active release pauses
/// @param overrides active overrides, newest first
/// @param reviews pending reviews of overrides, the first due at the top
/// @param proposals flag edits that need approval, newest first
/// @param approvals valid approvals, newest first
/// @param freezes the freeze calendar, by name
/// @param activeFreezes names of active freezes
/// @param canFreeze whether the current user may change the calendar
/// @param environments environments to which a freeze may apply
/// @param report report of the current quarter, over all environments
public record GatesPageModel(
        Instant now,
        List<RolloutWithGates> rollouts,
        List<ReleasePause> pauses,
        List<FlagGateOverride> overrides,
        List<OverrideReviewTask> reviews,
        List<ProposalResponse> proposals,
        List<FlagGateApproval> approvals,
        List<FreezeWindowDefinition> freezes,
        List<String> activeFreezes,
        boolean canFreeze,
        List<String> environments,
        QuarterlyGateReport report) {
    private static final Pattern UNFIT_FOR_A_PATH = Pattern.compile("[/\\\\%;]|^\\.{1,2}$");
    private static final double SECONDS_OF_DAY = Duration.ofDays(1).toSeconds();

    /// A running rollout with its gates.
    ///
    /// @param actions actions of the current user on its gates
    record RolloutWithGates(Rollout rollout, List<GateRow> gates, GateActions actions) {
        boolean isBlocked() {
            return gates.stream().anyMatch(GateRow::closed);
        }
    }

    /// Recurrence of a freeze, as offered by the console.
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

        String label() {
            return words;
        }
    }

    /// Returns the answer in a sentence.
    String summary() {
        long held = this.rollouts.stream().filter(RolloutWithGates::isBlocked).count();
        String rollouts = this.rollouts.isEmpty()
                ? "No rollout runs."
                : held == 0
                        ? "Every rollout that runs may go on."
                        : "Closed gates hold up " + QuantityFormatter.formatCount(held) + " of "
                                + QuantityFormatter.formatCount(this.rollouts.size())
                                + (this.rollouts.size() == 1 ? " rollout that runs." : " rollouts that run.");
        return rollouts + (pauses.isEmpty() ? " No line is stopped." : "") + freezeSummary() + pendingSummary();
    }

    private String freezeSummary() {
        return activeFreezes.isEmpty() ? "" : " " + DisplayFormatter.toSentence(describeFreezes(activeFreezes));
    }

    /// Returns the active freezes as text: `a freeze is on (busy season)`.
    public static String describeFreezes(List<String> active) {
        return (active.size() == 1 ? "a freeze is on (" : "freezes are on (") + String.join(", ", active) + ")";
    }

    private String pendingSummary() {
        long overdue = reviews.stream().filter(one -> one.isOverdue(now)).count();
        String late = overdue == 0
                ? ""
                : " " + QuantityFormatter.formatCount(overdue)
                        + (overdue == 1 ? " review is overdue." : " reviews are overdue.");
        return (proposals.isEmpty()
                        ? ""
                        : " " + QuantityFormatter.formatCount(proposals.size())
                                + (proposals.size() == 1 ? " edit waits" : " edits wait") + " for people.")
                + late;
    }

    /// Returns the approval status of a proposal as text.
    static String formatStatus(ProposalResponse proposal) {
        String people = proposal.approvals().stream()
                .map(ProposalApprovalResponse::approvedBy)
                .collect(Collectors.joining(", "));
        return proposal.isReady()
                ? (people.isEmpty() ? "needs nobody" : "approved by " + people)
                : (people.isEmpty() ? "nobody yet" : people) + ", " + proposal.missingApprovals() + " of "
                        + proposal.requiredApprovals() + " missing";
    }

    /// Returns the totals of each gate in the report, and last of all gates.
    List<QuarterlyGateReport.GateTotals> delays() {
        return Stream.concat(
                        report.gates().stream(), Stream.of(new QuarterlyGateReport.GateTotals("all", report.total())))
                .toList();
    }

    /// Returns the delay in days.
    static String formatDays(QuarterlyGateDenialTotals denials) {
        return QuantityFormatter.formatNumber(denials.delayed().toSeconds() / SECONDS_OF_DAY);
    }

    /// Returns the number of denials, and how many of them were carried over from before.
    static String formatDenials(QuarterlyGateDenialTotals denials) {
        return QuantityFormatter.formatCount(denials.started())
                + (denials.carriedOver() == 0
                        ? ""
                        : " and " + QuantityFormatter.formatCount(denials.carriedOver()) + " from before");
    }

    /// Returns the failure rate of changes with a known outcome, as text.
    static String formatFailed(QuarterlyGateReport.ChangesByOutcome endings) {
        var rate = endings.failRate();
        return rate.total() == 0
                ? "none turned out yet"
                : QuantityFormatter.formatCount(rate.count()) + " of " + QuantityFormatter.formatCount(rate.total())
                        + " failed (" + DisplayFormatter.formatShareInterval(rate.low(), rate.high()) + ")";
    }

    /// Returns the scope of a freeze as text.
    static String describeScope(FreezeWindowDefinition freeze) {
        String about = Stream.of(
                        formatNames("environments", freeze.scope().environments()),
                        formatNames("services", freeze.scope().services()),
                        formatNames("tiers", freeze.scope().tiers()),
                        formatNames("classes", freeze.scope().classes()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return about.isEmpty() ? "all changes" : about;
    }

    /// Returns the recurrence of a freeze: as text if it is one of the offered ones, or else its rule.
    static String formatRecurrence(FreezeWindowDefinition freeze) {
        String rule = freeze.rrule();
        return rule == null
                ? "never"
                : Arrays.stream(FreezeRecurrence.values())
                        .filter(repeat -> repeat.rule().equals(rule))
                        .findFirst()
                        .map(FreezeRecurrence::label)
                        .orElse(rule);
    }

    /// Returns the duration of each occurrence of a freeze: `2 d 14 h`.
    static String formatDuration(FreezeWindowDefinition freeze) {
        return freeze.duration()
                .toString()
                .replaceAll("[PT]", "")
                .replaceAll("([0-9]+)([DHMS])", "$1\u00a0$2 ")
                .toLowerCase(Locale.ROOT)
                .replace("m", "min")
                .strip();
    }

    /// Returns the JSON body that deletes a freeze; empty if its name cannot be part of a path.
    static String deletionValues(FreezeWindowDefinition freeze) {
        return UNFIT_FOR_A_PATH.matcher(freeze.name()).find()
                ? ""
                : FlagJsonMappers.EXACT
                        .createObjectNode()
                        .put("name", freeze.name())
                        .toString();
    }

    private static String formatNames(String what, Set<String> names) {
        return names.isEmpty() ? "" : what + " " + String.join(", ", names);
    }
}
