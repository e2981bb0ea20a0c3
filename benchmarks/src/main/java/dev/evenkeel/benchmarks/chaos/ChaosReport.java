// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import java.util.ArrayList;
import java.util.List;

/// The report on a campaign.
///
/// @param faults injected and skipped faults
/// @param findings results of all checks
/// @param rollouts rollouts that ran during the campaign
/// @param kafka whether the servers used Kafka intake
record ChaosReport(
        FaultSchedule schedule,
        List<FaultScheduleRunner.FaultEvent> faults,
        List<InvariantResult> findings,
        List<RolloutRecord> rollouts,
        boolean kafka) {

    /// @return whether all invariants hold
    boolean writeTo(BenchmarkReport report) {
        report.addText("""
                Three servers on one PostgreSQL%s, three services with the SDK and two payment services, about 20 calls a
                second each of the services and 20 payments a second, one rollout after the other in two environments. The
                seed determines the schedule of faults. Afterwards, the invariants are checked.""".formatted(kafka ? " with Kafka intake and three brokers" : ""));
        report.addGoals(findings.stream()
                .map(finding -> new BenchmarkGoal(
                        finding.name(), finding.holds() ? finding.measured() : violations(finding), finding.holds()))
                .toList());
        report.addText("## Faults\n\n" + MarkdownTable.format(List.of("kind", "injected", "skipped"), kinds()));
        report.addText(formatSkipReasons());
        report.addText(
                "## Rollouts\n\n" + MarkdownTable.format(List.of("rollout", "candidate", "ended", "by"), rows()));
        report.addText("## Schedule\n\nSeed " + schedule.seed() + ", "
                + schedule.span().toSeconds() + " s.\n\n```\n" + schedule.toText() + "```");
        report.addValue("findings", findings);
        report.addValue("faults", faults);
        return findings.stream().allMatch(InvariantResult::holds);
    }

    private static String violations(InvariantResult finding) {
        return finding.violations().size() + " violations: "
                + String.join("; ", finding.violations().stream().limit(5).toList());
    }

    private List<List<String>> kinds() {
        return FaultKind.list(kafka).stream()
                .map(kind -> List.of(
                        kind.target().nameOf(0).replaceFirst(" 1$", "") + " " + kind.description(),
                        String.valueOf(count(kind, true)),
                        String.valueOf(count(kind, false))))
                .toList();
    }

    private long count(FaultKind kind, boolean injected) {
        return faults.stream()
                .filter(event -> event.fault().kind() == kind && event.isInjected() == injected)
                .count();
    }

    private String formatSkipReasons() {
        List<String> reasons = faults.stream()
                .map(FaultScheduleRunner.FaultEvent::skipReason)
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .toList();
        return reasons.isEmpty() ? "No faults were skipped." : "Skipped because: " + String.join("; ", reasons) + ".";
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (RolloutRecord rollout : rollouts) {
            rows.add(List.of(rollout.name(), rollout.bad() ? "bad" : "good", rollout.status(), rollout.ending()));
        }
        return rows;
    }
}
