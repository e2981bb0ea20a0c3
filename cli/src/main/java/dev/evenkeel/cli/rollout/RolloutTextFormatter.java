// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.cli.terminal.TextWrapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A rollout as a screen of text: where it is, what each guardrail says and what it waits for, how both
/// variants do, what was decided, newest first.
///
/// @param rollout as the HTTP API shows it alone
/// @param now the present, by the server's clock
record RolloutTextFormatter(JsonNode rollout, Instant now) {
    private static final int WIDTH = 80;
    private static final int LAST_DECISIONS = 5;

    /// @param decisions at most so many of the last ones
    List<String> lines(int decisions) {
        List<String> lines = new ArrayList<>();
        lines.addAll(head());
        lines.add("");
        lines.addAll(evidence());
        waiting().ifPresent(words -> lines.addAll(TextWrapper.lines("WAITS  ", words, WIDTH)));
        lines.add("");
        lines.addAll(variants());
        lines.add("");
        lines.addAll(services());
        lines.add("");
        lines.addAll(decided(decisions));
        return lines;
    }

    /// The screen to watch: with the last decisions.
    List<String> lines() {
        return lines(LAST_DECISIONS);
    }

    private String text(String name) {
        return rollout.path(name).asString("");
    }

    private List<String> head() {
        int steps = rollout.at("/plan/steps").size();
        String first = text("id") + "  " + text("flag") + ": " + text("control") + " -> " + text("candidate") + "  "
                + text("status") + "  (" + text("environment") + ", plan "
                + rollout.at("/plan/name").asString() + ")";
        if (text("status").equals("SEEDING")) {
            JsonNode seed = rollout.path("seed");
            return List.of(
                    first,
                    "control only, until its latency is known: "
                            + RolloutValueFormatter.count(seed.path("samples").asLong()) + " of "
                            + RolloutValueFormatter.count(seed.path("needed").asLong()) + " calls");
        }
        String step = "step " + (rollout.path("step").asInt() + 1) + " of " + steps + " at " + text("exposure") + " %";
        String time = RolloutValueFormatter.instant(rollout.path("endedAt"))
                .map(ended -> "ended " + RolloutValueFormatter.second(rollout.path("endedAt")))
                .orElseGet(() -> "since " + since("stepStartedAt"));
        return List.of(first, step + ", " + time + "; on its way for " + since("startedAt"));
    }

    private String since(String name) {
        Instant until = RolloutValueFormatter.instant(rollout.path("endedAt")).orElse(now);
        return RolloutValueFormatter.instant(rollout.path(name))
                .map(from -> RolloutValueFormatter.span(Duration.between(from, until)))
                .orElse("-");
    }

    private List<String> evidence() {
        JsonNode rollback = rollout.path("rollback");
        if (!rollback.isObject()) {
            return List.of("No evidence was judged yet.");
        }
        double bound = rollback.path("threshold").asDouble();
        var table = new TextTable("CHECK", "VERDICT", "ROLLBACK (log10)", "PROOF (log10)", "TRIALS");
        rollout.path("checks").forEach(check -> table.row(cells(check, bound)));
        double all = rollback.path("log10").asDouble();
        table.row("all", "", gauge(all, bound), "", "");
        return table.toString().lines().toList();
    }

    private static String[] cells(JsonNode check, double bound) {
        double proof = check.path("advanceThreshold").asDouble();
        return new String[] {
            check.path("check").asString(),
            check.path("verdict").asString(),
            gauge(check.path("rollbackLog10").asDouble(), bound),
            proof > 0 ? gauge(check.path("advanceLog10").asDouble(), proof) : "not asked",
            proof > 0 ? trials(check) : ""
        };
    }

    private static String trials(JsonNode check) {
        String seen = RolloutValueFormatter.count(check.path("candidateTrials").asLong());
        long needed = check.path("candidateTrialsNeeded").asLong(-1);
        return needed < 0 || check.path("verdict").asString().equals("SHOWN")
                ? seen
                : seen + "/" + RolloutValueFormatter.count(needed);
    }

    private static String gauge(double value, double bound) {
        return RolloutValueFormatter.bar(value, bound) + " " + RolloutValueFormatter.log(value) + "/"
                + RolloutValueFormatter.log(bound);
    }

    private Optional<String> waiting() {
        JsonNode trouble = rollout.path("trouble");
        if (trouble.isString()) {
            return Optional.of(trouble.asString());
        }
        JsonNode outlook = rollout.path("outlook");
        if (!outlook.isObject()) {
            return closedGates();
        }
        String approve = rollout.path("approvable").asBoolean() ? "; a person has to approve" : "";
        return Optional.of(outlook.path("words").asString()
                + approve
                + RolloutValueFormatter.instant(outlook.path("expectedAt"))
                        .filter(at -> at.isAfter(now))
                        .map(at -> "; so about " + RolloutValueFormatter.time(at))
                        .orElse(""));
    }

    /* Of a rollout that has not begun; later its last hold names them. */
    private Optional<String> closedGates() {
        return rollout.path("gates")
                .valueStream()
                .filter(gate -> gate.path("closed").asBoolean())
                .map(gate -> gate.path("gate").asString() + ": "
                        + gate.path("reason").asString())
                .reduce((before, after) -> before + "; " + after);
    }

    private List<String> variants() {
        var table = new TextTable("VARIANT", "CALLS", "FAILED", "RATE", "P50 ms", "P95 ms", "P99 ms");
        Stream.of("control", "candidate").forEach(side -> {
            JsonNode counts = rollout.path("counts").path(side);
            JsonNode latency = rollout.path("latency").path(side);
            long calls = counts.path("calls").asLong();
            long failures = counts.path("failures").asLong();
            table.row(
                    text(side),
                    RolloutValueFormatter.count(calls),
                    RolloutValueFormatter.count(failures),
                    calls == 0 ? "-" : RolloutValueFormatter.percent((double) failures / calls),
                    latency.path("p50").path("value").asString("-"),
                    latency.path("p95").path("value").asString("-"),
                    latency.path("p99").path("value").asString("-"));
        });
        List<String> lines = new ArrayList<>(table.toString().lines().toList());
        lines.addAll(metrics());
        return lines;
    }

    private List<String> metrics() {
        JsonNode control = rollout.at("/counts/control/metrics");
        JsonNode candidate = rollout.at("/counts/candidate/metrics");
        var names = new TreeSet<String>(control.propertyNames());
        names.addAll(candidate.propertyNames());
        if (names.isEmpty()) {
            return List.of();
        }
        var table = new TextTable("METRIC", text("control"), text("candidate"));
        names.forEach(name -> table.row(name, metric(control.path(name)), metric(candidate.path(name))));
        List<String> lines = new ArrayList<>(List.of(""));
        table.toString().lines().forEach(lines::add);
        return lines;
    }

    /* `3 events, 2 units`, or the mean part of the range. */
    private static String metric(JsonNode counts) {
        return counts.path("meanScore").isNumber()
                ? RolloutValueFormatter.percent(counts.path("meanScore").asDouble()) + " of its range"
                : RolloutValueFormatter.count(counts.path("events").asLong()) + " events, "
                        + RolloutValueFormatter.count(counts.path("units").asLong()) + " units";
    }

    private List<String> services() {
        JsonNode clients = rollout.path("clients");
        String heard = RolloutValueFormatter.instant(clients.path("lastAt"))
                .map(at -> "last outcomes " + RolloutValueFormatter.span(Duration.between(at, now)) + " ago")
                .orElse("no outcomes yet");
        String line = "SDKs: " + clients.path("connected").asInt() + " connected, "
                + clients.path("onRevision").asInt() + " on revision "
                + rollout.path("revision").asLong() + "; " + heard;
        JsonNode losses = rollout.path("losses");
        long lost =
                losses.path("dropped").asLong() + losses.path("unattributed").asLong();
        return lost == 0
                ? List.of(line)
                : List.of(
                        line,
                        "Not evidence: " + RolloutValueFormatter.count(lost)
                                + " calls dropped or of unknown revisions");
    }

    private List<String> decided(int most) {
        List<JsonNode> all = rollout.path("decisions").valueStream().toList();
        List<String> lines = new ArrayList<>();
        all.reversed().stream()
                .limit(most)
                .forEach(decision -> lines.addAll(TextWrapper.lines(
                        RolloutValueFormatter.time(decision.path("at")) + "  ",
                        decision.path("kind").asString() + " at "
                                + decision.path("exposure").asString() + " %: "
                                + decision.path("reason").asString(),
                        WIDTH)));
        return lines.isEmpty() ? List.of("Nothing was decided yet.") : lines;
    }
}
