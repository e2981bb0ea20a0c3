// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.api.RolloutApi.VariantCountsResponse;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.GuardrailStatuses.CombinedRollbackEvidence;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Formatter of one line about a running rollout.
final class RolloutProgressFormatter {
    private RolloutProgressFormatter() {}

    static String of(RolloutDetailResponse detail, PaymentTraffic traffic) {
        RolloutResponse rollout = detail.summary();
        if (rollout.status() == RolloutStatus.COLLECTING_BASELINE) {
            return String.format(
                    Locale.ROOT,
                    "collecting latency baseline: %,d of %,d calls   %,d messages sent",
                    rollout.baseline().samples(),
                    rollout.baseline().needed(),
                    traffic.messages());
        }
        VariantCountsResponse control = rollout.counts().control();
        VariantCountsResponse candidate = rollout.counts().candidate();
        return String.format(
                        Locale.ROOT,
                        "%s at %s%%   failed: control %,d of %,d, candidate %,d of %,d",
                        rollout.status(),
                        rollout.exposure().toPlainString(),
                        control.failures(),
                        control.calls(),
                        candidate.failures(),
                        candidate.calls())
                + evidence(rollout.rollback())
                + verdicts(detail.checks());
    }

    private static String evidence(@Nullable CombinedRollbackEvidence rollback) {
        return rollback == null
                ? ""
                : "   evidence of harm " + QuantityFormatter.formatEvidence(rollback.log10()) + " (rolls back at "
                        + QuantityFormatter.formatEvidence(rollback.threshold()) + ")";
    }

    private static String verdicts(List<GuardrailStatuses.Check> checks) {
        return checks.stream()
                .map(check -> "   " + check.check() + " " + check.verdict().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
