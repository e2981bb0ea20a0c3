// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.api.RolloutApi.RelativeFailureRate;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Row of the guardrail table.
///
/// @param name such as `Errors`, `p95 latency`
/// @param candidate value of the candidate since the start; null if there is none
/// @param control value of control
/// @param ratio candidate over control, such as `0.674x`; null if they cannot be compared
/// @param verdict verdict of the evidence
/// @param detail the guard's explanation
/// @param evidenceAgainst evidence of harm, in a sentence; 1 = no evidence either way
/// @param proof progress of the proof for the next step; null if this step requires none
public record GuardrailRow(
        String name,
        @Nullable VariantMetricEstimate candidate,
        @Nullable VariantMetricEstimate control,
        @Nullable String ratio,
        StatusBadge verdict,
        String detail,
        String evidenceAgainst,
        @Nullable ProofProgress proof) {

    /// Verdict of a guardrail that is neither proven nor breached and whose proof is still required.
    public static final StatusBadge INSUFFICIENT_DATA =
            new StatusBadge(StatusBadge.Tone.CALM, "hourglass", "Insufficient data");
    private static final StatusBadge SIGNS_OF_HARM =
            new StatusBadge(StatusBadge.Tone.CAUTION, "alert", "Signs of harm");
    /* Share of the way to a rollback, on the logarithmic scale, as for the headline of the page. */
    private static final double SIGN_OF_HARM = 0.5;
    private static final Pattern QUANTILE = Pattern.compile("p[0-9.]+");

    /// Progress of a proof.
    ///
    /// @param percent 0..100, share of the required logarithm of the evidence
    /// @param text such as `proof 7.9 of 20`
    public record ProofProgress(int percent, String text) {}

    static List<GuardrailRow> of(RolloutPageData data) {
        return data.checks().stream().map(check -> of(check, data)).toList();
    }

    private static GuardrailRow of(GuardrailStatuses.Check check, RolloutPageData data) {
        var plan = data.rollout().plan();
        var totals = data.rollout().totals();
        VariantMetricEstimate candidate = VariantMetricEstimate.of(check.check(), plan, totals.candidate());
        VariantMetricEstimate control = VariantMetricEstimate.of(check.check(), plan, totals.control());
        return new GuardrailRow(
                formatName(check.check()),
                candidate,
                control,
                candidate == null || control == null || candidate.number() == 0 || control.number() == 0
                        ? null
                        : QuantityFormatter.formatRatio(candidate.number() / control.number()),
                toBadge(check, data),
                formatSentence(check) + formatRatio(check, data.related().failureRatio()),
                formatEvidenceAgainst(check),
                toProgress(check));
    }

    /* Neither proven nor breached is insufficient data. */
    private static StatusBadge toBadge(GuardrailStatuses.Check check, RolloutPageData data) {
        if (!check.verdict().equals("HEALTHY")) {
            return StatusBadge.ofVerdict(check.verdict());
        }
        double limit = data.findRollbackEvidence()
                .map(GuardrailStatuses.CombinedRollbackEvidence::threshold)
                .orElse(Double.POSITIVE_INFINITY);
        if (check.rollbackLog10() >= SIGN_OF_HARM * limit) {
            return SIGNS_OF_HARM;
        }
        return check.isMissing() ? INSUFFICIENT_DATA : StatusBadge.ofVerdict(check.verdict());
    }

    /* Evidence of guardrails that roll back is combined; each of the others counts alone. */
    private static String formatEvidenceAgainst(GuardrailStatuses.Check check) {
        String evidence = "Evidence against: " + QuantityFormatter.formatEvidence(check.rollbackLog10());
        return check.action() == GuardrailAction.ROLL_BACK ? evidence + "." : evidence + "; it puts nobody back.";
    }

    /* The confidence interval is valid at any number of looks. */
    private static String formatRatio(GuardrailStatuses.Check check, @Nullable RelativeFailureRate ratio) {
        if (ratio == null || !check.check().equals("errors")) {
            return "";
        }
        String level = QuantityFormatter.formatPercent(ratio.level()) + " at any look";
        Double high = ratio.high();
        return high == null
                ? " Units fail at least " + QuantityFormatter.formatRatio(ratio.low()) + " as often, " + level + "."
                : " Units fail " + QuantityFormatter.formatRatio(ratio.low()) + " to "
                        + QuantityFormatter.formatRatio(high) + " as often, " + level + ".";
    }

    /// Returns the display name of a check: `p95` as `p95 latency`.
    public static String formatName(String check) {
        return switch (check) {
            case "errors" -> "Errors";
            case "rank" -> "Latency as a whole";
            case "shadow" -> "Differing answers";
            case "reconciliation" -> "The two stores agree";
            case "settled" -> "Calls that turned out";
            default -> QUANTILE.matcher(check).matches() ? check + " latency" : check;
        };
    }

    /* The guard's sentence begins with the name of the check, which the row already shows. */
    static String formatSentence(GuardrailStatuses.Check check) {
        String prefix = check.check() + ": ";
        String detail = check.detail();
        return DisplayFormatter.toSentence(detail.startsWith(prefix) ? detail.substring(prefix.length()) : detail);
    }

    private static @Nullable ProofProgress toProgress(GuardrailStatuses.Check check) {
        double needed = check.advanceThreshold();
        if (!(needed > 0)) {
            return null;
        }
        int percent = (int) Math.round(100 * Math.clamp(check.advanceLog10() / needed, 0, 1));
        return new ProofProgress(
                percent,
                "proof " + QuantityFormatter.formatEvidence(check.advanceLog10()) + " of "
                        + QuantityFormatter.formatEvidence(needed));
    }
}
