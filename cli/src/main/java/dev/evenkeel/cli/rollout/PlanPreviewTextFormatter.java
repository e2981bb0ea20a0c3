// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import static dev.evenkeel.engine.format.QuantityFormatter.formatEstimate;
import static dev.evenkeel.engine.format.QuantityFormatter.formatMoney;
import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;
import static dev.evenkeel.engine.format.QuantityFormatter.formatPercent;
import static dev.evenkeel.engine.format.QuantityFormatter.formatProbability;
import static dev.evenkeel.engine.format.QuantityFormatter.formatRatio;

import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.preview.EstimationMethod;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.ProofObstacle;
import dev.evenkeel.engine.preview.StepHarmPreview;
import dev.evenkeel.engine.preview.StepPreview;
import dev.evenkeel.engine.preview.StepProofTimePreview;
import dev.evenkeel.engine.preview.TrafficAssumptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A formatter of plan previews as tables of at most 80 columns.
final class PlanPreviewTextFormatter {
    private final PlanPreview preview;
    private final List<String> lines = new ArrayList<>();

    private PlanPreviewTextFormatter(PlanPreview preview) {
        this.preview = preview;
    }

    static String format(PlanPreview preview) {
        return new PlanPreviewTextFormatter(preview).text();
    }

    private String text() {
        heading();
        proofs();
        agreement();
        harms();
        summary();
        obstacles();
        notes();
        return String.join(System.lineSeparator(), lines);
    }

    private void heading() {
        TrafficAssumptions traffic = preview.traffic();
        String units =
                traffic.callsPerUnit() == 1 ? "" : ", " + formatNumber(traffic.callsPerUnit()) + " calls per unit";
        lines.add("Plan " + preview.plan() + " at " + formatNumber(traffic.callsPerSecond()) + " calls/s" + units + ", "
                + formatPercent(traffic.baseRate()) + " of calls fail today");
    }

    private void proofs() {
        section("Time until proof and chance to advance, for a candidate as good as control");
        var textTable =
                new TextTable("STEP", "DWELL", "PROVES FAILURES", "= RATIO", "MEAN", "P90", "AT DWELL", "BY 2x");
        for (StepPreview step : preview.steps()) {
            Optional<StepProofTimePreview> proof = step.proof();
            textTable.addRow(
                    step.exposure().toString(),
                    formatEstimate(step.dwell().toMillis() / 1e3),
                    proof.map(one -> one.margin().format())
                            .orElse(step.shadow().isPresent() ? "(agreement)" : "(not required)"),
                    proof.map(one -> formatNumber(one.toleratedRatio())).orElse(""),
                    proof.map(one -> formatEstimate(one.time().mean())).orElse(""),
                    proof.map(one -> formatEstimate(one.time().p90())).orElse(""),
                    formatProbability(step.advanceAtDwellProbability()),
                    formatProbability(step.advanceWithinTwiceDwellProbability()) + (step.isUnprovable() ? " (!)" : ""));
        }
        add(textTable);
    }

    private void agreement() {
        if (preview.steps().stream().allMatch(step -> step.shadow().isEmpty())) {
            return;
        }
        section("Comparisons until the candidate's results are proven to agree with control");
        var textTable = new TextTable("STEP", "TOLERATED", "COMPARISONS", "PER SECOND", "TIME");
        for (StepPreview step : preview.steps()) {
            step.shadow()
                    .ifPresent(shadow -> textTable.addRow(
                            step.exposure().toString(),
                            formatPercent(shadow.tolerated()),
                            shadow.comparisons() < 0 ? "not possible" : formatNumber((double) shadow.comparisons()),
                            formatNumber(shadow.perSecond()),
                            formatEstimate(shadow.secondsToProof()) + (step.isShadowTooSlow() ? " (!)" : "")));
        }
        add(textTable);
    }

    private void harms() {
        if (preview.steps().stream().allMatch(step -> step.harms().isEmpty())) {
            return;
        }
        section("Time until rollback, if the candidate fails x times as often from this step on");
        harmTable(
                "CATCHES",
                step -> ratio(step.detectableRatio()),
                (step, harm) -> formatEstimate(harm.seconds()) + mark(step, harm));
        section("Failed calls until rollback (in parentheses: in excess of control)");
        harmTable(
                "BUDGET",
                step -> formatPercent(step.falseRollbackProbability()),
                (step, harm) -> Double.isFinite(harm.failedCalls())
                        ? formatNumber(harm.failedCalls()) + " (" + formatNumber(harm.excessFailures()) + ")"
                        : "-");
        if (preview.traffic().moneyPerFailure() != null) {
            section("Cost of the excess failures");
            harmTable("", step -> "", (step, harm) -> formatMoney(harm.money().orElse(Double.NaN)));
        }
    }

    /// A formatter of a cell in a table of harms.
    @FunctionalInterface
    private interface CellFormatter {
        String format(StepPreview step, StepHarmPreview harm);
    }

    private void harmTable(String head, Function<StepPreview, String> first, CellFormatter cell) {
        List<Double> ratios = preview.steps().stream()
                .flatMap(step -> step.harms().stream())
                .map(StepHarmPreview::ratio)
                .distinct()
                .toList();
        var textTable = new TextTable(row("STEP", head, ratios.stream().map(PlanPreviewTextFormatter::ratio)));
        preview.steps().stream()
                .filter(step -> !step.harms().isEmpty())
                .forEach(step -> textTable.addRow(row(
                        step.exposure().toString(),
                        first.apply(step),
                        step.harms().stream().map(harm -> cell.format(step, harm)))));
        add(textTable);
    }

    private static String[] row(String step, String second, Stream<String> rest) {
        Stream<String> begin = second.isEmpty() ? Stream.of(step) : Stream.of(step, second);
        return Stream.concat(begin, rest).toArray(String[]::new);
    }

    private static String ratio(double ratio) {
        return Double.isFinite(ratio) ? formatRatio(ratio) : "none";
    }

    private static String mark(StepPreview step, StepHarmPreview harm) {
        return step.proof().isPresent() && harm.ratio() < step.proof().get().toleratedRatio() ? " *" : "";
    }

    private void summary() {
        lines.add("");
        lines.add("A healthy candidate reaches "
                + preview.steps().getLast().exposure() + " after "
                + formatEstimate(preview.timeToLastStep().mean()) + " (p90 "
                + formatEstimate(preview.timeToLastStep().p90()) + ")");
        lines.add("and completes the plan after "
                + formatEstimate(preview.timeToCompletion().mean()) + ".");
        lines.add("A harmless candidate is rolled back with a probability of at most "
                + formatPercent(preview.falseRollbackProbability()) + ".");
    }

    private void obstacles() {
        preview.steps().stream()
                .filter(StepPreview::isUnprovable)
                .forEach(step -> step.proof()
                        .filter(proof -> proof.obstacle().isPresent())
                        .ifPresent(proof -> obstacle(step, proof)));
        preview.steps().stream().filter(StepPreview::isShadowTooSlow).forEach(step -> {
            lines.add("");
            lines.add("(!) The step at " + step.exposure() + " cannot collect enough comparisons at this traffic:");
            lines.add("    increase the shadow share of the step, or guardrails.shadow.tolerated.");
        });
    }

    private void obstacle(StepPreview step, StepProofTimePreview proof) {
        ProofObstacle obstacle = proof.obstacle().orElseThrow();
        double takes = Double.isFinite(proof.time().mean()) ? proof.time().mean() : obstacle.seconds();
        lines.add("");
        lines.add("(!) The step at " + step.exposure() + " cannot be proven at this traffic"
                + (Double.isFinite(takes) ? ": it would take " + formatEstimate(takes) : "."));
        if (Double.isFinite(takes)) {
            lines.add("    (limit: " + formatEstimate(PlanPreview.LONGEST_PROOF.toMillis() / 1e3) + ").");
        }
        lines.add("    Increase the exposure of the step, or one of these to about:");
        obstacle.callsPerSecond().ifPresent(calls -> lines.add("    - traffic: " + formatNumber(calls) + " calls/s"));
        obstacle.toleratedExtra()
                .ifPresent(extra -> lines.add(
                        "    - margin: guardrails.errors.toleratedExtra " + formatNumber(100 * extra) + " (percent)"));
    }

    private void notes() {
        lines.add("");
        if (preview.steps().stream().anyMatch(step -> !step.harms().isEmpty())) {
            lines.add("CATCHES: smallest ratio that is rolled back within the step in 80% of cases.");
            lines.add("BUDGET: share of the false-alarm budget that the guard uses in this step.");
            lines.add("Failures until rollback are upper bounds.");
        }
        if (preview.steps().stream()
                .flatMap(step -> step.harms().stream().map(harm -> mark(step, harm)))
                .anyMatch(mark -> !mark.isEmpty())) {
            lines.add("* The proof of this step tolerates the ratio: the candidate can advance first.");
        }
        lines.add("Method: " + methods() + ".");
        if (preview.steps().stream().anyMatch(step -> step.shadow().isPresent())) {
            lines.add("Comparisons: if no result differs; otherwise, more are needed.");
        }
        if (preview.excludesLatency()) {
            lines.add("Latency proofs take additional time, which depends on the spread of latency.");
        }
    }

    private String methods() {
        String found = preview.steps().stream()
                .flatMap(step -> step.proof().stream())
                .map(StepProofTimePreview::method)
                .distinct()
                .sorted()
                .map(EstimationMethod::describe)
                .collect(Collectors.joining("; "));
        return found.isEmpty() ? "no proofs to compute" : found;
    }

    private void section(String title) {
        lines.add("");
        lines.add(title);
    }

    private void add(TextTable textTable) {
        textTable.toString().lines().forEach(lines::add);
    }
}
