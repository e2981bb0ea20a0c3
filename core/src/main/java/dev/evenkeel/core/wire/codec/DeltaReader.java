// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.DeltaMessage;
import dev.evenkeel.core.wire.JsonMembers;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes deltas of JSON objects.
final class DeltaReader {
    private DeltaReader() {}

    static @Nullable DeltaMessage delta(MessageFieldReader fields) {
        String environment = fields.text("environment");
        long from = fields.integer("from");
        long revision = fields.integer("revision");
        long digest = fields.parsed("digest", HexFormat::fromHexDigitsToLong, 0L);
        String shared = fields.has("shared") ? fields.rawObject("shared") : null;
        String flags = fields.rawObject("flags");
        List<String> removed = fields.texts("removed");
        String token = fields.token("revisionToken");
        return fields.make(() -> {
            Map<String, String> newShared = shared == null ? null : JsonMembers.of(shared);
            return new DeltaMessage(
                    environment, from, revision, digest, newShared, JsonMembers.of(flags), removed, token);
        });
    }
}
