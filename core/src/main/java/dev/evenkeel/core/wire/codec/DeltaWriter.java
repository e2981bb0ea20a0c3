// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.DeltaMessage;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// The writer of deltas.
final class DeltaWriter {
    private final JsonGenerator json;

    DeltaWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(DeltaMessage delta) {
        json.writeStartObject();
        json.writeStringProperty("environment", delta.environment());
        json.writeNumberProperty("from", delta.from());
        json.writeNumberProperty("revision", delta.revision());
        json.writeStringProperty("digest", HexFormat.of().toHexDigits(delta.digest()));
        if (delta.shared() != null) {
            writeObject("shared", delta.shared());
        }
        writeObject("flags", delta.flags());
        json.writeName("removed");
        json.writeStartArray();
        delta.removed().forEach(json::writeString);
        json.writeEndArray();
        if (delta.revisionToken() != null) {
            json.writeStringProperty("revisionToken", delta.revisionToken());
        }
        json.writeEndObject();
    }

    private void writeObject(String name, Map<String, String> members) {
        json.writeName(name);
        json.writeStartObject();
        members.forEach((member, value) -> {
            json.writeName(member);
            json.writeRawValue(value);
        });
        json.writeEndObject();
    }
}
