// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Numbers;
import dev.evenkeel.benchmarks.report.Report;
import dev.evenkeel.benchmarks.report.Table;
import dev.evenkeel.benchmarks.simulation.Draws;
import dev.evenkeel.benchmarks.simulation.Runs;
import dev.evenkeel.benchmarks.simulation.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Rollbacks of a harmless candidate where traffic is unkind, 10 million requests a run.
final class FalseAlarmSection implements Section {
    private static final int RUNS = 4_000;

    private record Scenario(String name, List<String> others, Function<Draws, boolean[]> run) {}

    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario(
                    "failures x7, noise, four steps",
                    List.of("z test on pooled totals, each minute"),
                    Healthy::driftAndSteps),
            new Scenario("shared incident, 20 % for 3 min", List.of("3rd minute below 99 %"), Healthy::sharedIncident),
            new Scenario("1.5 % of traffic instead of 1 %", List.of("the configured share"), Healthy::wrongSplit),
            new Scenario(
                    "sticky users, Pareto 1.1 calls each",
                    List.of("realised share of calls", "every failing call"),
                    Healthy::heavyUsers),
            new Scenario(
                    "eight revisions, users who fail again",
                    List.of("first failure per revision"),
                    Healthy::eightRevisions));

    @Override
    public String name() {
        return "false-alarms";
    }

    @Override
    public List<Goal> run(Runs runs, Report report) {
        int count = runs.count(RUNS);
        List<Goal> goals = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Scenario scenario : SCENARIOS) {
            List<boolean[]> seen = runs.of(RUNS, scenario.run);
            long ours = alarms(seen, 0);
            StringBuilder others = new StringBuilder();
            for (int i = 0; i < scenario.others.size(); i++) {
                others.append(i == 0 ? "" : "; ")
                        .append(scenario.others.get(i))
                        .append(": ")
                        .append(share(alarms(seen, i + 1), count));
            }
            rows.add(List.of(scenario.name, share(ours, count), others.toString()));
            goals.add(new Goal(
                    scenario.name + ": at most " + Runs.allowed(count, 0.01) + " of " + count + " rolled back (1 %)",
                    ours + " of " + count,
                    ours <= Runs.allowed(count, 0.01)));
        }
        report.say("## A harmless candidate in hard circumstances\n\nRolled back, of " + count
                + " runs of 10 million requests each, alpha 1 %; beside ours, what simpler counting does on the same"
                + " traffic.\n\n" + Table.of(List.of("circumstance", "the guard", "instead"), rows));
        return goals;
    }

    private static long alarms(List<boolean[]> seen, int which) {
        return seen.stream().filter(one -> one[which]).count();
    }

    private static String share(long alarms, int count) {
        return Numbers.number(100.0 * alarms / count, "%.1f") + " %";
    }
}
