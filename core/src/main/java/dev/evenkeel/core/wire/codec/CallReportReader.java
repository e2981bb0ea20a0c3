// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.CallReport;
import dev.evenkeel.core.wire.CompletedCall;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.VariantCalls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a report of calls from its fields. What is usual may be left out: nothing dropped, no failure, no age.
final class CallReportReader {
    private CallReportReader() {}

    static @Nullable CallReport report(MessageFieldReader fields) {
        String instance = fields.text("instance");
        long sequence = fields.integer("sequence");
        long dropped = integerOrNone(fields, "dropped");
        boolean heartbeat = fields.flag("heartbeat");
        List<VariantCalls> groups = fields.has("groups") ? fields.list("groups", CallReportReader::group) : List.of();
        return fields.make(() -> new CallReport(instance, sequence, dropped, heartbeat, groups));
    }

    private static @Nullable VariantCalls group(MessageFieldReader fields) {
        String flag = fields.text("flag");
        String variant = fields.text("variant");
        SplitKey split = unnamed(OutcomeBatchReader.splitIfAny(fields));
        List<CompletedCall> calls = fields.has("calls") ? fields.list("calls", CallReportReader::call) : List.of();
        List<String> begun = fields.has("begun") ? fields.texts("begun") : List.of();
        return fields.make(() -> new VariantCalls(flag, variant, split, calls, begun));
    }

    /* Whoever tells units by their keys has no salt, whatever it says. */
    private static @Nullable SplitKey unnamed(@Nullable SplitKey split) {
        return split == null ? null : new SplitKey(split.rollout(), split.revision(), split.role());
    }

    private static @Nullable CompletedCall call(MessageFieldReader fields) {
        long micros = fields.integer("micros");
        boolean failed = fields.flag("failed");
        String unit = fields.has("unit") ? fields.text("unit") : null;
        boolean trial = fields.flag("trial");
        long ageMillis = integerOrNone(fields, "ageMillis");
        return fields.make(() -> new CompletedCall(micros, failed, unit, trial, ageMillis));
    }

    private static long integerOrNone(MessageFieldReader fields, String name) {
        return fields.has(name) ? fields.integer(name) : 0;
    }
}
