// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.DeltaMessage;
import dev.evenkeel.core.wire.JsonMembers;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The reader of deltas.
final class DeltaReader {
    private DeltaReader() {}

    static @Nullable DeltaMessage read(MessageFieldReader fields) {
        String environment = fields.text("environment");
        long from = fields.integer("from");
        long revision = fields.integer("revision");
        long digest = fields.parse("digest", HexFormat::fromHexDigitsToLong, 0L);
        String shared = fields.has("shared") ? fields.rawObject("shared") : null;
        String flags = fields.rawObject("flags");
        List<String> removed = fields.texts("removed");
        String token = fields.token("revisionToken");
        return fields.build(() -> {
            Map<String, String> newShared = shared == null ? null : JsonMembers.parse(shared);
            return new DeltaMessage(
                    environment, from, revision, digest, newShared, JsonMembers.parse(flags), removed, token);
        });
    }
}
