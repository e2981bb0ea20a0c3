// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.stories;

import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Report;
import dev.evenkeel.benchmarks.report.Table;
import dev.evenkeel.examples.demo.scenario.Harm;
import dev.evenkeel.examples.demo.scenario.SharedTrouble;
import dev.evenkeel.examples.demo.scenario.Story;
import dev.evenkeel.examples.demo.scenario.Told;
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

/// All tellings as figures.
///
/// @param lost payments that were accepted and are not in the ledger
/// @param sdks how many a rollback had to reach
record StoriesReport(List<Telling> tellings, long lost, int sdks) {
    private static final Duration BACK_GOAL = Duration.ofSeconds(2);

    /// @return whether every goal is met
    boolean writeTo(Report report) {
        report.say("""
                %d SDKs are connected, the payment service's and others. *Harm* is failed calls of the candidate since it
                was bad, or payments booked twice; where both cores suffer, payments that failed on either. *Excess* is
                what there would not have been at control's rate. *Least* is the mean that no guard with this level of
                false alarms can be below, at the rates seen, if it knows when the candidate turns bad and calls fail
                independently; 1 where one event is enough. *Calls* are the candidate's in the whole rollout.""".formatted(sdks));
        List<Goal> goals = goals();
        report.goals(goals);
        report.say(Table.of(
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
        report.say(
                "## Times\n\n" + Table.of(List.of("story", "from and to", "count", "p50", "p99", "worst"), spanRows()));
        report.put("lost", lost);
        report.put("tellings", tellings.stream().map(StoriesReport::json).toList());
        return goals.stream().allMatch(Goal::met);
    }

    private List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        long right = tellings.stream().filter(Telling::isRight).count();
        goals.add(new Goal(
                "every story ends as it must, and replays to the same decisions",
                right + " of " + tellings.size(),
                right == tellings.size()));
        goals.add(new Goal("no accepted payment is lost", lost + " lost", lost == 0));
        spans(Told.BACK)
                .ifPresent(back -> goals.add(new Goal(
                        "all are back on control 2 s after the outcome that completed the evidence (p99)",
                        "worst of " + back.sorted().size() + ": " + Spans.seconds(back.worst()),
                        back.worst().compareTo(BACK_GOAL) <= 0)));
        spans(Told.FROZEN)
                .ifPresent(frozen -> goals.add(new Goal(
                        "a step back only after the plan's " + SharedTrouble.STEP_BACK_AFTER.toSeconds() + " s",
                        "soonest " + Spans.seconds(frozen.least()),
                        frozen.least().compareTo(SharedTrouble.STEP_BACK_AFTER) >= 0)));
        return goals;
    }

    private Optional<Spans> spans(String name) {
        List<Duration> all = tellings.stream()
                .map(telling -> telling.told().spans().get(name))
                .filter(Objects::nonNull)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(new Spans(all));
    }

    private Map<Story, List<Telling>> byStory() {
        return tellings.stream()
                .collect(Collectors.groupingBy(Telling::story, LinkedHashMap::new, Collectors.toList()));
    }

    private static List<String> row(Story story, List<Telling> told) {
        List<Harm> harm = told.stream().map(telling -> telling.told().harm()).toList();
        double mean = mean(harm.stream().mapToDouble(Harm::payments));
        double least =
                mean(harm.stream().map(Harm::least).filter(Objects::nonNull).mapToDouble(Double::doubleValue));
        return List.of(
                story.key(),
                String.valueOf(told.size()),
                told.stream().map(Telling::decision).distinct().collect(Collectors.joining(", ")),
                number(mean),
                number(harm.stream().mapToDouble(Harm::payments).max().orElse(Double.NaN)),
                number(mean(harm.stream().mapToDouble(Harm::excess))),
                number(least),
                number(mean / least),
                number(mean(told.stream().mapToDouble(Telling::candidateCalls))));
    }

    private static double mean(DoubleStream values) {
        return values.average().orElse(Double.NaN);
    }

    private List<List<String>> spanRows() {
        List<List<String>> rows = new ArrayList<>();
        byStory()
                .forEach((story, told) -> told.stream()
                        .flatMap(telling -> telling.told().spans().keySet().stream())
                        .distinct()
                        .forEach(name -> rows.add(spanRow(story.key(), name, told))));
        spans(Told.BACK).ifPresent(all -> rows.add(cells("all of these", Told.BACK, all)));
        return rows;
    }

    private static List<String> spanRow(String story, String name, List<Telling> told) {
        return cells(
                story,
                name,
                new Spans(told.stream()
                        .map(telling -> telling.told().spans().get(name))
                        .filter(Objects::nonNull)
                        .toList()));
    }

    private static List<String> cells(String story, String name, Spans spans) {
        List<String> cells = new ArrayList<>(Arrays.asList(story, name));
        cells.addAll(spans.cells());
        return cells;
    }

    private static Map<String, Object> json(Telling telling) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("story", telling.story().key());
        json.put("decision", telling.decision());
        json.put("reason", telling.told().decision().path("reason").asString());
        json.put("replayIdentical", telling.identical());
        json.put("harm", telling.told().harm());
        Map<String, Long> millis = new LinkedHashMap<>();
        telling.told().spans().forEach((name, span) -> millis.put(name, span.toMillis()));
        json.put("millis", millis);
        json.put("counts", telling.told().rollout().path("counts"));
        return json;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }
}
