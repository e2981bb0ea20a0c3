// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.cli.terminal.TextWrapper;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A formatter of a rollout as a screen of text: its step, the result of each guardrail and what it waits for,
/// the metrics of both variants, and the decisions, newest first.
///
/// @param rollout detail response of the HTTP API
/// @param now current time of the server's clock
record RolloutTextFormatter(JsonNode rollout, Instant now) {
    private static final int WIDTH = 80;
    private static final int LAST_DECISIONS = 5;

    /// @param decisions maximum number of decisions, newest first
    List<String> formatLines(int decisions) {
        List<String> lines = new ArrayList<>();
        lines.addAll(head());
        lines.add("");
        lines.addAll(evidence());
        waiting().ifPresent(words -> lines.addAll(TextWrapper.wrap("WAITING  ", words, WIDTH)));
        lines.add("");
        lines.addAll(variants());
        lines.add("");
        lines.addAll(services());
        lines.add("");
        lines.addAll(decided(decisions));
        return lines;
    }

    /// Formats the live screen with the last decisions.
    List<String> formatLines() {
        return formatLines(LAST_DECISIONS);
    }

    private String text(String name) {
        return rollout.path(name).asString("");
    }

    private List<String> head() {
        int steps = rollout.at("/plan/steps").size();
        String first = text("id") + "  " + text("flag") + ": " + text("control") + " -> " + text("candidate") + "  "
                + text("status") + "  (" + text("environment") + ", plan "
                + rollout.at("/plan/name").asString() + ")";
        if (text("status").equals("COLLECTING_BASELINE")) {
            JsonNode baseline = rollout.path("baseline");
            return List.of(
                    first,
                    "collecting the latency baseline on control: "
                            + QuantityFormatter.formatCount(
                                    baseline.path("samples").asLong()) + " of "
                            + QuantityFormatter.formatCount(
                                    baseline.path("needed").asLong()) + " calls");
        }
        String step = "step " + (rollout.path("step").asInt() + 1) + " of " + steps + " at " + text("exposure") + "%";
        String time = RolloutValueFormatter.parseInstant(rollout.path("endedAt"))
                .map(ended -> "ended " + RolloutValueFormatter.formatSecond(rollout.path("endedAt")))
                .orElseGet(() -> "for " + since("stepStartedAt"));
        return List.of(first, step + ", " + time + "; total time " + since("startedAt"));
    }

    private String since(String name) {
        Instant until =
                RolloutValueFormatter.parseInstant(rollout.path("endedAt")).orElse(now);
        return RolloutValueFormatter.parseInstant(rollout.path(name))
                .map(from -> QuantityFormatter.formatElapsed(Duration.between(from, until)))
                .orElse("-");
    }

    private List<String> evidence() {
        JsonNode rollback = rollout.path("rollback");
        if (!rollback.isObject()) {
            return List.of("No evidence yet.");
        }
        double bound = rollback.path("threshold").asDouble();
        var textTable = new TextTable("CHECK", "VERDICT", "EVIDENCE OF HARM", "PROOF", "SAMPLES");
        rollout.path("checks").forEach(check -> textTable.addRow(cells(check, bound)));
        double all = rollback.path("log10").asDouble();
        textTable.addRow("all", "", gauge(all, bound), "", "");
        return textTable.toString().lines().toList();
    }

    private static String[] cells(JsonNode check, double bound) {
        double proof = check.path("advanceThreshold").asDouble();
        return new String[] {
            check.path("check").asString(),
            check.path("verdict").asString(),
            gauge(check.path("rollbackLog10").asDouble(), bound),
            proof > 0 ? gauge(check.path("advanceLog10").asDouble(), proof) : "not required",
            proof > 0 ? trials(check) : ""
        };
    }

    private static String trials(JsonNode check) {
        String seen =
                QuantityFormatter.formatCount(check.path("candidateTrials").asLong());
        long needed = check.path("candidateTrialsNeeded").asLong(-1);
        return needed < 0 || check.path("verdict").asString().equals("SHOWN")
                ? seen
                : seen + "/" + QuantityFormatter.formatCount(needed);
    }

    private static String gauge(double value, double bound) {
        return RolloutValueFormatter.formatBar(value, bound) + " " + RolloutValueFormatter.formatEvidence(value) + "/"
                + RolloutValueFormatter.formatEvidence(bound);
    }

    private Optional<String> waiting() {
        JsonNode evaluationError = rollout.path("evaluationError");
        if (evaluationError.isString()) {
            return Optional.of(evaluationError.asString());
        }
        JsonNode forecast = rollout.path("forecast");
        if (!forecast.isObject()) {
            return closedGates();
        }
        String approve = rollout.path("approvable").asBoolean() ? "; an approval is required" : "";
        return Optional.of(forecast.path("summary").asString()
                + approve
                + RolloutValueFormatter.parseInstant(forecast.path("expectedAt"))
                        .filter(at -> at.isAfter(now))
                        .map(at -> "; expected at about " + RolloutValueFormatter.formatTime(at))
                        .orElse(""));
    }

    /* Only before the rollout begins; later its last hold names them. */
    private Optional<String> closedGates() {
        return rollout.path("gates")
                .valueStream()
                .filter(gate -> gate.path("closed").asBoolean())
                .map(gate -> gate.path("gate").asString() + ": "
                        + gate.path("reason").asString())
                .reduce((before, after) -> before + "; " + after);
    }

    private List<String> variants() {
        var textTable = new TextTable("VARIANT", "CALLS", "FAILED", "FAILURE RATE", "P50 ms", "P95 ms", "P99 ms");
        Stream.of("control", "candidate").forEach(side -> {
            JsonNode counts = rollout.path("counts").path(side);
            JsonNode latency = rollout.path("latency").path(side);
            long calls = counts.path("calls").asLong();
            long failures = counts.path("failures").asLong();
            textTable.addRow(
                    text(side),
                    QuantityFormatter.formatCount(calls),
                    QuantityFormatter.formatCount(failures),
                    calls == 0 ? "-" : RolloutValueFormatter.formatPercent((double) failures / calls),
                    latency.path("p50").path("value").asString("-"),
                    latency.path("p95").path("value").asString("-"),
                    latency.path("p99").path("value").asString("-"));
        });
        List<String> lines = new ArrayList<>(textTable.toString().lines().toList());
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
        var textTable = new TextTable("METRIC", text("control"), text("candidate"));
        names.forEach(name -> textTable.addRow(name, metric(control.path(name)), metric(candidate.path(name))));
        List<String> lines = new ArrayList<>(List.of(""));
        textTable.toString().lines().forEach(lines::add);
        return lines;
    }

    /* `3 events, 2 units`, or the mean as a percentage of the range. */
    private static String metric(JsonNode counts) {
        return counts.path("meanScore").isNumber()
                ? RolloutValueFormatter.formatPercent(counts.path("meanScore").asDouble()) + " of the range"
                : QuantityFormatter.formatCount(counts.path("events").asLong()) + " events, "
                        + QuantityFormatter.formatCount(counts.path("units").asLong()) + " units";
    }

    private List<String> services() {
        JsonNode clients = rollout.path("clients");
        String heard = RolloutValueFormatter.parseInstant(clients.path("lastAt"))
                .map(at -> "last outcomes " + QuantityFormatter.formatElapsed(Duration.between(at, now)) + " ago")
                .orElse("no outcomes yet");
        String line = "SDKs: " + clients.path("connected").asInt() + " connected, "
                + clients.path("onRevision").asInt() + " on revision "
                + rollout.path("revision").asLong() + "; " + heard;
        JsonNode lostOutcomes = rollout.path("lostOutcomes");
        long lost = lostOutcomes.path("dropped").asLong()
                + lostOutcomes.path("unattributed").asLong();
        return lost == 0
                ? List.of(line)
                : List.of(
                        line,
                        "Not counted: " + QuantityFormatter.formatCount(lost)
                                + " calls (dropped, or of an unknown revision)");
    }

    private List<String> decided(int most) {
        List<JsonNode> all = rollout.path("decisions").valueStream().toList();
        List<String> lines = new ArrayList<>();
        all.reversed().stream()
                .limit(most)
                .forEach(decision -> lines.addAll(TextWrapper.wrap(
                        RolloutValueFormatter.formatTime(decision.path("at")) + "  ",
                        decision.path("kind").asString() + " at "
                                + decision.path("exposure").asString() + "%: "
                                + decision.path("reason").asString(),
                        WIDTH)));
        return lines.isEmpty() ? List.of("No decisions yet.") : lines;
    }
}
