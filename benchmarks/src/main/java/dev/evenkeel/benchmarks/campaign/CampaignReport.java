// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The results of the campaign.
///
/// @param widest largest difference in stages between two processes
/// @param looks number of samples of that difference
record CampaignReport(MigrationCampaign campaign, int widest, long looks) {

    /// @return whether every goal is met
    boolean writeTo(BenchmarkReport report) {
        report.addText("""
                Customers send messages to the processes in rotation, and resend the messages that were not accepted. Each fault
                begins when a change of exposure is approved. *Failed at first* counts the payments that customers
                resent; *recovered* is the time from the end of the fault until payments are accepted as before.""");
        List<BenchmarkGoal> goals = goals();
        report.addGoals(goals);
        report.addText(formatBlindRollbacks());
        report.addText(MarkdownTable.format(
                List.of("step", "exposure", "fault", "failed at first", "recovered", "decision"),
                campaign.outcomes().stream().map(CampaignReport::row).toList()));
        report.addText("## Ledgers\n\n"
                + MarkdownTable.format(
                        List.of("stage", "messages", "lost", "doubled", "old", "new", "both"),
                        campaign.ledgerChecks().stream()
                                .map(CampaignReport::row)
                                .toList()));
        report.addValue("faults", campaign.outcomes());
        report.addValue("replays", campaign.replays());
        return goals.stream().allMatch(BenchmarkGoal::met);
    }

    private List<BenchmarkGoal> goals() {
        List<StageLedgerCheck> counts = campaign.ledgerChecks();
        long inOrder = counts.stream().filter(StageLedgerCheck::isInOrder).count();
        long identical = campaign.replays().values().stream()
                .filter(Boolean::booleanValue)
                .count();
        List<String> blamed = campaign.outcomes().stream()
                .filter(FaultOutcome::isBlamedWrongly)
                .map(faultOutcome -> faultOutcome.scene().step() + ", "
                        + faultOutcome.scene().fault())
                .toList();
        return List.of(
                new BenchmarkGoal(
                        "both ledgers balance, nothing is lost or doubled, and both hold the same where both are written",
                        inOrder + " of " + counts.size(),
                        inOrder == counts.size()),
                new BenchmarkGoal(
                        "processes are never more than one stage apart",
                        "at most " + widest + " in " + looks + " samples",
                        widest <= 1 && looks > 0),
                new BenchmarkGoal(
                        "no rollback because of a fault that is not the candidate's",
                        blamed.isEmpty() ? "none" : String.join("; ", blamed),
                        blamed.isEmpty()),
                new BenchmarkGoal(
                        "every decision follows from its stored ticks",
                        identical + " of " + campaign.replays().size() + " rollouts",
                        identical == campaign.replays().size()));
    }

    private String formatBlindRollbacks() {
        List<String> blind = campaign.outcomes().stream()
                .filter(FaultOutcome::isRolledBackBlind)
                .map(faultOutcome -> faultOutcome.scene().step() + ", "
                        + faultOutcome.scene().fault())
                .toList();
        return blind.isEmpty()
                ? "No rollout was rolled back because of missing data."
                : "Rolled back because of missing data, for which the plan allows a minute: " + String.join("; ", blind)
                        + ".";
    }

    private static List<String> row(FaultOutcome faultOutcome) {
        return List.of(
                faultOutcome.scene().step(),
                faultOutcome.scene().exposure() + "%",
                faultOutcome.scene().fault(),
                String.valueOf(faultOutcome.failed()),
                seconds(faultOutcome.recovery()),
                faultOutcome.ending());
    }

    private static List<String> row(StageLedgerCheck count) {
        boolean oldCounts = count.stage().isOldAuthoritative();
        return List.of(
                count.stage().variant(),
                String.valueOf(count.old().messages()),
                String.valueOf((oldCounts ? count.old() : count.fresh()).lost()),
                String.valueOf(count.old().doubled() + count.fresh().doubled()),
                count.old().balanced() ? "balanced" : "NOT balanced",
                count.fresh().balanced() ? "balanced" : "NOT balanced",
                count.alike() ? "equal" : "different");
    }

    private static String seconds(Duration span) {
        return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
    }
}
