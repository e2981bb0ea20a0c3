// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.stories;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.examples.demo.scenario.FailureScenario;
import dev.evenkeel.examples.demo.scenario.ScenarioHarm;
import dev.evenkeel.examples.demo.scenario.ScenarioResult;
import dev.evenkeel.examples.demo.scenario.SharedFaultScenarios;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// The report on all runs.
///
/// @param lost payments that were accepted and are not in the ledger
/// @param sdks number of SDKs that a rollback had to reach
record StoriesBenchReport(List<ScenarioRun> runs, long lost, int sdks) {
    private static final Duration BACK_GOAL = Duration.ofSeconds(2);

    /// @return whether every goal is met
    boolean writeTo(BenchmarkReport report) {
        report.addText("""
                %d SDKs are connected, the payment service's and others. *Harm* is failed calls of the candidate since it
                was bad, or payments booked twice; where both cores suffer, payments that failed on either. *Excess* is
                what there would not have been at control's rate. *Least* is the mean that no guard with this level of
                false alarms can be below, at the rates seen, if it knows when the candidate turns bad and calls fail
                independently; 1 where one event is enough. *Calls* are the candidate's in the whole rollout.""".formatted(sdks));
        List<BenchmarkGoal> goals = goals();
        report.addGoals(goals);
        report.addText(MarkdownTable.format(
                List.of(
                        "story",
                        "times",
                        "decision",
                        "harmed, mean",
                        "worst",
                        "excess, mean",
                        "least",
                        "mean over least",
                        "candidate calls"),
                byStory().entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .toList()));
        report.addText("## Times\n\n"
                + MarkdownTable.format(List.of("story", "from and to", "count", "p50", "p99", "worst"), spanRows()));
        report.addValue("lost", lost);
        report.addValue("tellings", runs.stream().map(StoriesBenchReport::json).toList());
        return goals.stream().allMatch(BenchmarkGoal::met);
    }

    private List<BenchmarkGoal> goals() {
        List<BenchmarkGoal> goals = new ArrayList<>();
        long right = runs.stream().filter(ScenarioRun::isExpected).count();
        goals.add(new BenchmarkGoal(
                "every story ends as it must, and replays to the same decisions",
                right + " of " + runs.size(),
                right == runs.size()));
        goals.add(new BenchmarkGoal("no accepted payment is lost", lost + " lost", lost == 0));
        spans(ScenarioResult.BACK)
                .ifPresent(back -> goals.add(new BenchmarkGoal(
                        "all are back on control 2 s after the outcome that completed the evidence (p99)",
                        "worst of " + back.sorted().size() + ": " + DurationSamples.seconds(back.max()),
                        back.max().compareTo(BACK_GOAL) <= 0)));
        spans(ScenarioResult.FROZEN)
                .ifPresent(frozen -> goals.add(new BenchmarkGoal(
                        "a step back only after the plan's " + SharedFaultScenarios.STEP_BACK_AFTER.toSeconds() + " s",
                        "soonest " + DurationSamples.seconds(frozen.min()),
                        frozen.min().compareTo(SharedFaultScenarios.STEP_BACK_AFTER) >= 0)));
        return goals;
    }

    private Optional<DurationSamples> spans(String name) {
        List<Duration> all = runs.stream()
                .map(telling -> telling.result().spans().get(name))
                .filter(Objects::nonNull)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(new DurationSamples(all));
    }

    private Map<FailureScenario, List<ScenarioRun>> byStory() {
        return runs.stream()
                .collect(Collectors.groupingBy(ScenarioRun::story, LinkedHashMap::new, Collectors.toList()));
    }

    private static List<String> row(FailureScenario story, List<ScenarioRun> told) {
        List<ScenarioHarm> harm =
                told.stream().map(telling -> telling.result().harm()).toList();
        double mean = mean(harm.stream().mapToDouble(ScenarioHarm::payments));
        double least = mean(
                harm.stream().map(ScenarioHarm::least).filter(Objects::nonNull).mapToDouble(Double::doubleValue));
        return List.of(
                story.key(),
                String.valueOf(told.size()),
                told.stream().map(run -> run.decision().name()).distinct().collect(Collectors.joining(", ")),
                number(mean),
                number(harm.stream().mapToDouble(ScenarioHarm::payments).max().orElse(Double.NaN)),
                number(mean(harm.stream().mapToDouble(ScenarioHarm::excess))),
                number(least),
                number(mean / least),
                number(mean(told.stream().mapToDouble(ScenarioRun::candidateCalls))));
    }

    private static double mean(DoubleStream values) {
        return values.average().orElse(Double.NaN);
    }

    private List<List<String>> spanRows() {
        List<List<String>> rows = new ArrayList<>();
        byStory()
                .forEach((story, told) -> told.stream()
                        .flatMap(telling -> telling.result().spans().keySet().stream())
                        .distinct()
                        .forEach(name -> rows.add(spanRow(story.key(), name, told))));
        spans(ScenarioResult.BACK).ifPresent(all -> rows.add(cells("all of these", ScenarioResult.BACK, all)));
        return rows;
    }

    private static List<String> spanRow(String story, String name, List<ScenarioRun> told) {
        return cells(
                story,
                name,
                new DurationSamples(told.stream()
                        .map(telling -> telling.result().spans().get(name))
                        .filter(Objects::nonNull)
                        .toList()));
    }

    private static List<String> cells(String story, String name, DurationSamples spans) {
        List<String> cells = new ArrayList<>(Arrays.asList(story, name));
        cells.addAll(spans.cells());
        return cells;
    }

    private static Map<String, Object> json(ScenarioRun telling) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("story", telling.story().key());
        json.put("decision", telling.decision());
        json.put("reason", telling.result().decision().reason());
        json.put("replayIdentical", telling.identical());
        json.put("harm", telling.result().harm());
        Map<String, Long> millis = new LinkedHashMap<>();
        telling.result().spans().forEach((name, span) -> millis.put(name, span.toMillis()));
        json.put("millis", millis);
        json.put("counts", telling.result().rollout().summary().counts());
        return json;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }
}
