// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.CallReport;
import dev.evenkeel.core.wire.CompletedCall;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.VariantCalls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The reader of call reports. Fields with default values may be omitted: nothing dropped, no failure, no
/// age.
final class CallReportReader {
    private CallReportReader() {}

    static @Nullable CallReport read(MessageFieldReader fields) {
        String instance = fields.text("instance");
        long sequence = fields.integer("sequence");
        long dropped = integerOrZero(fields, "dropped");
        boolean heartbeat = fields.flag("heartbeat");
        List<VariantCalls> groups =
                fields.has("groups") ? fields.list("groups", CallReportReader::readGroup) : List.of();
        return fields.build(() -> new CallReport(instance, sequence, dropped, heartbeat, groups));
    }

    private static @Nullable VariantCalls readGroup(MessageFieldReader fields) {
        String flag = fields.text("flag");
        String variant = fields.text("variant");
        SplitKey split = withoutKey(OutcomeBatchReader.readSplitIfPresent(fields));
        List<CompletedCall> calls = fields.has("calls") ? fields.list("calls", CallReportReader::readCall) : List.of();
        List<String> begun = fields.has("begun") ? fields.texts("begun") : List.of();
        return fields.build(() -> new VariantCalls(flag, variant, split, calls, begun));
    }

    /* A client that reports units by their keys has no salt, whatever the report claims. */
    private static @Nullable SplitKey withoutKey(@Nullable SplitKey split) {
        return split == null ? null : new SplitKey(split.rollout(), split.revision(), split.role());
    }

    private static @Nullable CompletedCall readCall(MessageFieldReader fields) {
        long micros = fields.integer("micros");
        boolean failed = fields.flag("failed");
        String unit = fields.has("unit") ? fields.text("unit") : null;
        boolean trial = fields.flag("trial");
        long ageMillis = integerOrZero(fields, "ageMillis");
        return fields.build(() -> new CompletedCall(micros, failed, unit, trial, ageMillis));
    }

    private static long integerOrZero(MessageFieldReader fields, String name) {
        return fields.has(name) ? fields.integer(name) : 0;
    }
}
