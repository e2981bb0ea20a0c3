// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a campaign found, put into a report.
///
/// @param happened what went wrong
/// @param findings of all checks
/// @param rollouts that ran meanwhile
record ChaosReport(
        FaultSchedule schedule,
        List<FaultInjector.FaultEvent> happened,
        List<InvariantResult> findings,
        List<RolloutRecord> rollouts) {

    /// @return whether everything holds
    boolean writeTo(BenchmarkReport report) {
        report.say("""
                Three servers on one PostgreSQL, three services with the SDK and two payment services, about 20 calls a
                second each of the services and 20 payments a second, one rollout after the other in two environments. A
                seed gives the schedule of what goes wrong; afterwards everything is held against what must be so.""");
        report.goals(findings.stream()
                .map(finding -> new BenchmarkGoal(
                        finding.name(), finding.holds() ? finding.measured() : violations(finding), finding.holds()))
                .toList());
        report.say("## What went wrong\n\n" + MarkdownTable.of(List.of("kind", "happened", "passed over"), kinds()));
        report.say(passedOver());
        report.say("## Rollouts\n\n" + MarkdownTable.of(List.of("rollout", "candidate", "ended", "by"), rows()));
        report.say("## Schedule\n\nSeed " + schedule.seed() + ", "
                + schedule.span().toSeconds() + " s.\n\n```\n" + schedule.words() + "```");
        report.put("findings", findings);
        report.put("faults", happened);
        return findings.stream().allMatch(InvariantResult::holds);
    }

    private static String violations(InvariantResult finding) {
        return finding.violations().size() + " times not so: "
                + String.join("; ", finding.violations().stream().limit(5).toList());
    }

    private List<List<String>> kinds() {
        return Arrays.stream(FaultKind.values())
                .map(kind -> List.of(
                        kind.target().named(0).replaceFirst(" 1$", "") + " " + kind.words(),
                        String.valueOf(count(kind, true)),
                        String.valueOf(count(kind, false))))
                .toList();
    }

    private long count(FaultKind kind, boolean really) {
        return happened.stream()
                .filter(one -> one.fault().kind() == kind && one.passedOver().isEmpty() == really)
                .count();
    }

    private String passedOver() {
        List<String> reasons = happened.stream()
                .map(FaultInjector.FaultEvent::passedOver)
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .toList();
        return reasons.isEmpty()
                ? "Nothing was passed over."
                : "Passed over because: " + String.join("; ", reasons) + ".";
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (RolloutRecord rollout : rollouts) {
            rows.add(List.of(rollout.name(), rollout.bad() ? "bad" : "good", rollout.status(), rollout.ending()));
        }
        return rows;
    }
}
