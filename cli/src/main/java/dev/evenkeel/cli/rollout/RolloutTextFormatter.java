// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.GateApi.GateResultResponse;
import dev.evenkeel.api.RolloutApi.ConnectedSdkCounts;
import dev.evenkeel.api.RolloutApi.LatencyQuantilesResponse;
import dev.evenkeel.api.RolloutApi.QuantileEstimate;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.api.RolloutApi.StepForecastResponse;
import dev.evenkeel.api.RolloutApi.VariantCountsResponse;
import dev.evenkeel.api.RolloutApi.VariantMetricCountsResponse;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.cli.terminal.TextWrapper;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.RolloutStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A formatter of a rollout as a screen of text: its step, the result of each guardrail and what it waits for,
/// the metrics of both variants, and the decisions, newest first.
///
/// @param now current time of the server's clock
record RolloutTextFormatter(RolloutDetailResponse detail, Instant now) {
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

    private RolloutResponse rollout() {
        return detail.summary();
    }

    private List<String> head() {
        RolloutResponse rollout = rollout();
        String first = rollout.id() + "  " + rollout.flag() + ": " + rollout.control() + " -> " + rollout.candidate()
                + "  " + rollout.status() + "  (" + rollout.environment() + ", plan "
                + rollout.plan().name() + ")";
        if (rollout.status() == RolloutStatus.COLLECTING_BASELINE) {
            return List.of(
                    first,
                    "collecting the latency baseline on control: "
                            + QuantityFormatter.formatCount(rollout.baseline().samples()) + " of "
                            + QuantityFormatter.formatCount(rollout.baseline().needed()) + " calls");
        }
        String step = "step " + (rollout.step() + 1) + " of "
                + rollout.plan().steps().size() + " at " + rollout.exposure() + "%";
        String time = rollout.endedAt() == null
                ? "for " + formatElapsed(rollout.stepStartedAt())
                : "ended " + RolloutValueFormatter.formatSecond(rollout.endedAt());
        return List.of(first, step + ", " + time + "; total time " + formatElapsed(rollout.startedAt()));
    }

    private String formatElapsed(Instant from) {
        Instant until = Objects.requireNonNullElse(rollout().endedAt(), now);
        return QuantityFormatter.formatElapsed(Duration.between(from, until));
    }

    private List<String> evidence() {
        GuardrailStatuses.CombinedRollbackEvidence rollback = rollout().rollback();
        if (rollback == null) {
            return List.of("No evidence yet.");
        }
        var textTable = new TextTable("CHECK", "VERDICT", "EVIDENCE OF HARM", "PROOF", "SAMPLES");
        detail.checks().forEach(check -> textTable.addRow(cells(check, rollback.threshold())));
        textTable.addRow("all", "", gauge(rollback.log10(), rollback.threshold()), "", "");
        return textTable.toString().lines().toList();
    }

    private static String[] cells(GuardrailStatuses.Check check, double bound) {
        double proof = check.advanceThreshold();
        return new String[] {
            check.check(),
            check.verdict(),
            gauge(check.rollbackLog10(), bound),
            proof > 0 ? gauge(check.advanceLog10(), proof) : "not required",
            proof > 0 ? trials(check) : ""
        };
    }

    private static String trials(GuardrailStatuses.Check check) {
        String seen = QuantityFormatter.formatCount(Objects.requireNonNullElse(check.candidateTrials(), 0L));
        long needed = Objects.requireNonNullElse(check.candidateTrialsNeeded(), -1L);
        return needed < 0 || check.verdict().equals("SHOWN")
                ? seen
                : seen + "/" + QuantityFormatter.formatCount(needed);
    }

    private static String gauge(double value, double bound) {
        return RolloutValueFormatter.formatBar(value, bound) + " " + QuantityFormatter.formatEvidence(value) + "/"
                + QuantityFormatter.formatEvidence(bound);
    }

    private Optional<String> waiting() {
        if (rollout().evaluationError() != null) {
            return Optional.of(rollout().evaluationError());
        }
        StepForecastResponse forecast = detail.forecast();
        if (forecast == null) {
            return closedGates();
        }
        String approve = rollout().approvable() ? "; an approval is required" : "";
        return Optional.of(forecast.summary()
                + approve
                + Optional.ofNullable(forecast.expectedAt())
                        .filter(at -> at.isAfter(now))
                        .map(at -> "; expected at about " + RolloutValueFormatter.formatTime(at))
                        .orElse(""));
    }

    /* Only before the rollout begins; later its last hold names them. */
    private Optional<String> closedGates() {
        return detail.gates().stream()
                .filter(GateResultResponse::closed)
                .map(gate -> gate.result().gate() + ": " + gate.result().reason())
                .reduce((before, after) -> before + "; " + after);
    }

    private List<String> variants() {
        RolloutResponse rollout = rollout();
        var textTable = new TextTable("VARIANT", "CALLS", "FAILED", "FAILURE RATE", "P50 ms", "P95 ms", "P99 ms");
        textTable.addRow(cells(
                rollout.control(), rollout.counts().control(), rollout.latency().control()));
        textTable.addRow(cells(
                rollout.candidate(),
                rollout.counts().candidate(),
                rollout.latency().candidate()));
        List<String> lines = new ArrayList<>(textTable.toString().lines().toList());
        lines.addAll(metrics());
        return lines;
    }

    private static String[] cells(String variant, VariantCountsResponse counts, LatencyQuantilesResponse latency) {
        return new String[] {
            variant,
            QuantityFormatter.formatCount(counts.calls()),
            QuantityFormatter.formatCount(counts.failures()),
            counts.calls() == 0 ? "-" : QuantityFormatter.formatPercent((double) counts.failures() / counts.calls()),
            format(latency.p50()),
            format(latency.p95()),
            format(latency.p99())
        };
    }

    private static String format(@Nullable QuantileEstimate quantile) {
        return quantile == null ? "-" : QuantityFormatter.formatNumber(quantile.value());
    }

    private List<String> metrics() {
        Map<String, VariantMetricCountsResponse> control =
                rollout().counts().control().metrics();
        Map<String, VariantMetricCountsResponse> candidate =
                rollout().counts().candidate().metrics();
        var names = new TreeSet<String>(control.keySet());
        names.addAll(candidate.keySet());
        if (names.isEmpty()) {
            return List.of();
        }
        var textTable = new TextTable("METRIC", rollout().control(), rollout().candidate());
        names.forEach(name -> textTable.addRow(name, format(control.get(name)), format(candidate.get(name))));
        List<String> lines = new ArrayList<>(List.of(""));
        textTable.toString().lines().forEach(lines::add);
        return lines;
    }

    /* `3 events, 2 units`, or the mean as a percentage of the range. */
    private static String format(@Nullable VariantMetricCountsResponse counts) {
        if (counts == null) {
            return "0 events, 0 units";
        }
        return counts.meanScore() == null
                ? QuantityFormatter.formatCount(counts.events()) + " events, "
                        + QuantityFormatter.formatCount(counts.units()) + " units"
                : QuantityFormatter.formatPercent(counts.meanScore()) + " of the range";
    }

    private List<String> services() {
        ConnectedSdkCounts clients = rollout().clients();
        String heard = clients.lastAt() == null
                ? "no outcomes yet"
                : "last outcomes " + QuantityFormatter.formatElapsed(Duration.between(clients.lastAt(), now)) + " ago";
        String line = "SDKs: " + clients.connected() + " connected, " + clients.onRevision() + " on revision "
                + rollout().revision() + "; " + heard;
        long lost = detail.lostOutcomes().dropped() + detail.lostOutcomes().unattributed();
        return lost == 0
                ? List.of(line)
                : List.of(
                        line,
                        "Not counted: " + QuantityFormatter.formatCount(lost)
                                + " calls (dropped, or of an unknown revision)");
    }

    private List<String> decided(int most) {
        List<String> lines = new ArrayList<>();
        detail.decisions().reversed().stream()
                .limit(most)
                .forEach(decision -> lines.addAll(TextWrapper.wrap(
                        RolloutValueFormatter.formatTime(decision.at()) + "  ",
                        decision.kind() + " at " + decision.exposure() + "%: " + decision.reason(),
                        WIDTH)));
        return lines.isEmpty() ? List.of("No decisions yet.") : lines;
    }
}
