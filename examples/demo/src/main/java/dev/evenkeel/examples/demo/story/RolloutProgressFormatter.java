// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Formatter of one line about a running rollout.
final class RolloutProgressFormatter {
    private static final double MAX_LOG10 = 6;

    private RolloutProgressFormatter() {}

    static String of(JsonNode rollout, PaymentTraffic traffic) {
        if (rollout.path("status").asString().equals("COLLECTING_BASELINE")) {
            return String.format(
                    Locale.ROOT,
                    "collecting latency baseline: %,d of %,d calls   %,d messages sent",
                    rollout.path("baseline").path("samples").asLong(),
                    rollout.path("baseline").path("needed").asLong(),
                    traffic.messages());
        }
        JsonNode counts = rollout.path("counts");
        return String.format(
                Locale.ROOT,
                "%s at %s%%   failed: control %,d of %,d, candidate %,d of %,d"
                        + "   evidence of harm %s (rolls back at %s)%s",
                rollout.path("status").asString(),
                rollout.path("exposure").asString(),
                counts.path("control").path("failures").asLong(),
                counts.path("control").path("calls").asLong(),
                counts.path("candidate").path("failures").asLong(),
                counts.path("candidate").path("calls").asLong(),
                evidence(rollout.path("rollback").path("log10").asDouble()),
                evidence(rollout.path("rollback").path("threshold").asDouble()),
                missing(rollout.path("checks")));
    }

    /* At most 1,000,000: more digits have no use. */
    private static String evidence(double log10) {
        return String.format(Locale.ROOT, log10 < 1 ? "%.1f" : "%,.0f", Math.pow(10, Math.min(log10, MAX_LOG10)));
    }

    private static String missing(JsonNode checks) {
        var text = new StringBuilder();
        for (JsonNode check : checks) {
            text.append("   ")
                    .append(check.path("check").asString())
                    .append(' ')
                    .append(check.path("verdict").asString().toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
