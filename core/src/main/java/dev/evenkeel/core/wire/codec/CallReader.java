// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.CallGroup;
import dev.evenkeel.core.wire.CallReport;
import dev.evenkeel.core.wire.EndedCall;
import dev.evenkeel.core.wire.SplitKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a report of calls from its fields. What is usual may be left out: nothing dropped, no failure, no age.
final class CallReader {
    private CallReader() {}

    static @Nullable CallReport report(Fields fields) {
        String instance = fields.text("instance");
        long sequence = fields.integer("sequence");
        long dropped = integerOrNone(fields, "dropped");
        boolean heartbeat = fields.flag("heartbeat");
        List<CallGroup> groups = fields.has("groups") ? fields.list("groups", CallReader::group) : List.of();
        return fields.make(() -> new CallReport(instance, sequence, dropped, heartbeat, groups));
    }

    private static @Nullable CallGroup group(Fields fields) {
        String flag = fields.text("flag");
        String variant = fields.text("variant");
        SplitKey split = unnamed(BatchReader.splitIfAny(fields));
        List<EndedCall> calls = fields.has("calls") ? fields.list("calls", CallReader::call) : List.of();
        List<String> begun = fields.has("begun") ? fields.texts("begun") : List.of();
        return fields.make(() -> new CallGroup(flag, variant, split, calls, begun));
    }

    /* Whoever tells units by their keys has no salt, whatever it says. */
    private static @Nullable SplitKey unnamed(@Nullable SplitKey split) {
        return split == null ? null : new SplitKey(split.rollout(), split.revision(), split.role());
    }

    private static @Nullable EndedCall call(Fields fields) {
        long micros = fields.integer("micros");
        boolean failed = fields.flag("failed");
        String unit = fields.has("unit") ? fields.text("unit") : null;
        boolean trial = fields.flag("trial");
        long ageMillis = integerOrNone(fields, "ageMillis");
        return fields.make(() -> new EndedCall(micros, failed, unit, trial, ageMillis));
    }

    private static long integerOrNone(Fields fields, String name) {
        return fields.has(name) ? fields.integer(name) : 0;
    }
}
