// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.styleguide;

import dev.evenkeel.server.console.change.ChangePageModel;
import dev.evenkeel.server.console.flag.FlagTargetingDescription;
import dev.evenkeel.server.console.flag.SplitBar;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.DifferenceRow;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.console.rollout.GuardrailRow;
import dev.evenkeel.server.console.rollout.StepBarItem;
import dev.evenkeel.server.console.rollout.VariantMetricEstimate;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.foundation.manifest.AppliedManifestSet;
import dev.evenkeel.server.foundation.manifest.AppliedObjectOrigin;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Sample values for the style guide, of the types that real pages use.
final class UiComponentSamples {
    private static final String RULE = """
            {"if": [{"in": [{"var": "country"}, ["CH", "LI"]]}, "modern",
                    {"fractional": [["modern", 25], ["classic", 75]]}]}""";

    private UiComponentSamples() {}

    /// Returns a badge of each tone.
    static List<StatusBadge> badges() {
        return Stream.of(
                        RolloutStatus.COLLECTING_BASELINE,
                        RolloutStatus.RUNNING,
                        RolloutStatus.COMPLETED,
                        RolloutStatus.ABORTED,
                        RolloutStatus.ROLLED_BACK)
                .map(StatusBadge::of)
                .toList();
    }

    /// Returns the names of all icons.
    static List<String> icons() {
        return List.of(
                "keel",
                "hourglass",
                "play",
                "check",
                "back",
                "stop",
                "dot",
                "alert",
                "question",
                "silent",
                "forward",
                "pause",
                "minus");
    }

    static List<StepBarItem> steps() {
        return List.of(
                new StepBarItem("1%", StepBarItem.StepState.DONE),
                new StepBarItem("5%", StepBarItem.StepState.CURRENT),
                new StepBarItem("50%", StepBarItem.StepState.UPCOMING),
                new StepBarItem("100%", StepBarItem.StepState.UPCOMING));
    }

    static List<GuardrailRow> guardrails() {
        return List.of(
                new GuardrailRow(
                        "Errors",
                        new VariantMetricEstimate(0.0048, "0.48%", "0.41–0.56%"),
                        new VariantMetricEstimate(0.0051, "0.51%", "0.45–0.57%"),
                        "0.94 ×",
                        GuardrailRow.INSUFFICIENT_DATA,
                        "Not shown yet to be less than 2 times as many.",
                        "Evidence against: 0.4.",
                        new GuardrailRow.ProofProgress(62, "proof 6.4 of 20")),
                new GuardrailRow(
                        "p95 latency",
                        new VariantMetricEstimate(41, "41\u00a0ms", "40–42\u00a0ms"),
                        new VariantMetricEstimate(60, "60\u00a0ms", "59–61\u00a0ms"),
                        "0.68 ×",
                        StatusBadge.ofVerdict("SHOWN"),
                        "Shown to be less than 1.1 times as long.",
                        "Evidence against: 0.001.",
                        null));
    }

    static List<GateRow> gates(Instant now) {
        return List.of(
                new GateRow(
                        "budget",
                        new StatusBadge(StatusBadge.Tone.GOOD, "check", "Open"),
                        false,
                        "62% of the error budget is left.",
                        null,
                        null),
                new GateRow(
                        "freeze",
                        new StatusBadge(StatusBadge.Tone.CAUTION, "stop", "Closed"),
                        true,
                        "The end of the quarter is frozen.",
                        now.plus(Duration.ofHours(9)),
                        null));
    }

    static List<ChangePageModel.PhaseEvent> entries(Instant now) {
        return List.of(
                new ChangePageModel.PhaseEvent(
                        now.minus(Duration.ofHours(3)),
                        new StatusBadge(StatusBadge.Tone.CALM, "play", "Start"),
                        "Nobody is on modern yet.",
                        "",
                        "anna"),
                new ChangePageModel.PhaseEvent(
                        now.minus(Duration.ofHours(1)),
                        new StatusBadge(StatusBadge.Tone.GOOD, "forward", "Advance"),
                        "Errors are not worse than 6 times as many, so 5% are next.",
                        "",
                        ""));
    }

    static FlagTargetingDescription rules() {
        return FlagTargetingDescription.of(FlagJsonMappers.EXACT.readTree(RULE));
    }

    static SplitBar split() {
        return rules().sentences().stream()
                .map(FlagTargetingDescription.RuleSentence::splitBar)
                .filter(bar -> bar != null)
                .findFirst()
                .orElseThrow();
    }

    static List<DifferenceRow> difference() {
        return DifferenceRow.compare(
                "{\"state\":\"ENABLED\",\"defaultVariant\":\"classic\",\"note\":\"old\"}",
                "{\"state\":\"DISABLED\",\"defaultVariant\":\"classic\",\"owner\":\"payments\"}");
    }

    static AppliedObjectOrigin origin(Instant now) {
        return new AppliedObjectOrigin(
                "Service",
                ManifestObjectName.of("payments"),
                new AppliedManifestSet("payments", "fintech/payments@4f1c", now, "ada"));
    }
}
