// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.rollouts.rollout.FailureRatio;
import dev.evenkeel.server.rollouts.rollout.GuardrailStatus;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One line of the guardrail table.
///
/// @param name such as `Errors`, `p95 latency`
/// @param candidate what the candidate did since the start; null when there is no number
/// @param control the same of control
/// @param ratio candidate over control, such as `0.67 ×`; null when there is nothing to compare
/// @param verdict what the evidence says
/// @param detail the guard's own sentence
/// @param against evidence for harm, one sentence; 1 = nothing known
/// @param proof how far the proof for the next step is; null when this step asks none
public record GuardrailRow(
        String name,
        @Nullable MetricEstimate candidate,
        @Nullable MetricEstimate control,
        @Nullable String ratio,
        StatusBadge verdict,
        String detail,
        String against,
        @Nullable ProofProgress proof) {

    /// What a guardrail says that is neither shown nor breached, while its proof is still asked for.
    public static final StatusBadge INSUFFICIENT_DATA =
            new StatusBadge(StatusBadge.Tone.CALM, "hourglass", "Insufficient data");
    private static final StatusBadge SIGNS_OF_HARM =
            new StatusBadge(StatusBadge.Tone.CAUTION, "alert", "Signs of harm");
    /* Part of the way to a roll-back, on the logarithmic scale, as for the page's headline. */
    private static final double SIGN_OF_HARM = 0.5;
    private static final Pattern QUANTILE = Pattern.compile("p[0-9.]+");

    /// How far a proof is.
    ///
    /// @param percent 0..100 of the way, in the logarithm of the evidence
    /// @param words such as `proof 7.9 of 20`
    public record ProofProgress(int percent, String words) {}

    static List<GuardrailRow> of(RolloutPageData facts) {
        return facts.checks().stream().map(check -> of(check, facts)).toList();
    }

    private static GuardrailRow of(GuardrailStatus.Check check, RolloutPageData facts) {
        var plan = facts.rollout().plan();
        var totals = facts.rollout().totals();
        MetricEstimate candidate = MetricEstimate.of(check.check(), plan, totals.candidate());
        MetricEstimate control = MetricEstimate.of(check.check(), plan, totals.control());
        return new GuardrailRow(
                nameOf(check.check()),
                candidate,
                control,
                candidate == null || control == null || candidate.number() == 0 || control.number() == 0
                        ? null
                        : DisplayFormatter.times(candidate.number() / control.number()),
                mark(check, facts),
                sentenceOf(check) + ratioWords(check, facts.extras().failureRatio()),
                against(check),
                proofOf(check));
    }

    /* Neither shown nor breached is no answer. */
    private static StatusBadge mark(GuardrailStatus.Check check, RolloutPageData facts) {
        if (!check.verdict().equals("HEALTHY")) {
            return StatusBadge.ofVerdict(check.verdict());
        }
        double limit = facts.findRollback()
                .map(GuardrailStatus.RollbackEvidence::threshold)
                .orElse(Double.POSITIVE_INFINITY);
        if (check.rollbackLog10() >= SIGN_OF_HARM * limit) {
            return SIGNS_OF_HARM;
        }
        return check.isMissing() ? INSUFFICIENT_DATA : StatusBadge.ofVerdict(check.verdict());
    }

    /* Those that roll back are added up; each of the others stands alone. */
    private static String against(GuardrailStatus.Check check) {
        String evidence = "Evidence against: " + DisplayFormatter.evidence(check.rollbackLog10());
        return check.action() == GuardrailAction.ROLL_BACK ? evidence + "." : evidence + "; it puts nobody back.";
    }

    /* An interval that may be looked at as often as one likes. */
    private static String ratioWords(GuardrailStatus.Check check, @Nullable FailureRatio ratio) {
        if (ratio == null || !check.check().equals("errors")) {
            return "";
        }
        String level = DisplayFormatter.share(ratio.level()) + " at any look";
        Double high = ratio.high();
        return high == null
                ? " Units fail at least " + DisplayFormatter.times(ratio.low()) + " as often, " + level + "."
                : " Units fail " + DisplayFormatter.times(ratio.low()) + " to " + DisplayFormatter.times(high)
                        + " as often, " + level + ".";
    }

    /// `p95` as `p95 latency`.
    public static String nameOf(String check) {
        return switch (check) {
            case "errors" -> "Errors";
            case "rank" -> "Latency as a whole";
            case "shadow" -> "Differing answers";
            case "reconciliation" -> "The two stores agree";
            case "settled" -> "Calls that turned out";
            default -> QUANTILE.matcher(check).matches() ? check + " latency" : check;
        };
    }

    /* The guard begins its sentence with the check's name, which the row already says. */
    static String sentenceOf(GuardrailStatus.Check check) {
        String prefix = check.check() + ": ";
        String detail = check.detail();
        return DisplayFormatter.sentence(detail.startsWith(prefix) ? detail.substring(prefix.length()) : detail);
    }

    private static @Nullable ProofProgress proofOf(GuardrailStatus.Check check) {
        double needed = check.advanceThreshold();
        if (!(needed > 0)) {
            return null;
        }
        int percent = (int) Math.round(100 * Math.clamp(check.advanceLog10() / needed, 0, 1));
        return new ProofProgress(
                percent,
                "proof " + DisplayFormatter.evidence(check.advanceLog10()) + " of "
                        + DisplayFormatter.evidence(needed));
    }
}
