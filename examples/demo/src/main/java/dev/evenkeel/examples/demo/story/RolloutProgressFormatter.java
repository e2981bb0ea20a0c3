// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Formatter of one line about a running rollout.
final class RolloutProgressFormatter {
    private RolloutProgressFormatter() {}

    static String of(JsonNode rollout, PaymentTraffic traffic) {
        if (rollout.path("status").asString().equals("COLLECTING_BASELINE")) {
            return String.format(
                    Locale.ROOT,
                    "control traffic for the latency reference: %d of %d calls   %d messages sent",
                    rollout.path("baseline").path("samples").asLong(),
                    rollout.path("baseline").path("needed").asLong(),
                    traffic.messages());
        }
        JsonNode counts = rollout.path("counts");
        return String.format(
                Locale.ROOT,
                "%s at %s %%   control %d failed of %d   candidate %d of %d   rollback evidence 10^%.1f of 10^%.1f%s",
                rollout.path("status").asString(),
                rollout.path("exposure").asString(),
                counts.path("control").path("failures").asLong(),
                counts.path("control").path("calls").asLong(),
                counts.path("candidate").path("failures").asLong(),
                counts.path("candidate").path("calls").asLong(),
                rollout.path("rollback").path("log10").asDouble(),
                rollout.path("rollback").path("threshold").asDouble(),
                missing(rollout.path("checks")));
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
