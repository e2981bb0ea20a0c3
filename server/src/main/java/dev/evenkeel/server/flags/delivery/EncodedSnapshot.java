// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.core.wire.DeltaMessage;
import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A snapshot encoded for the wire, once for all recipients. Thread-safe; effectively immutable, as long as
/// callers do not write into its arrays.
final class EncodedSnapshot {
    private final EnvironmentSnapshot snapshot;
    private final FlagSet flags;
    private final byte[] message;
    private final byte[] event;
    private final byte[] hint;
    private final boolean looksAtTheClock;
    /// Delta events to this snapshot, by the revision that they start from. Contains no other snapshots, which
    /// would keep further ones in memory.
    private final Map<Long, byte[]> eventsAfter = new ConcurrentHashMap<>();

    /// @param since when this server received the snapshot
    /// @param token proof of the snapshot's revision; null before the first
    EncodedSnapshot(EnvironmentSnapshot snapshot, Instant since, @Nullable String token) {
        SnapshotMessage sent = snapshot.toMessage(token);
        String json = WireCodec.encode(sent);
        this.snapshot = snapshot;
        this.flags = FlagSet.of(sent);
        this.message = json.getBytes(StandardCharsets.UTF_8);
        this.event = event("snapshot", json);
        this.hint = event(
                "message",
                "{\"type\":\"refetchEvaluation\",\"etag\":\"" + hintTag() + "\",\"lastModified\":"
                        + since.getEpochSecond() + "}");
        this.looksAtTheClock = snapshot.delivered().contains("$flagd");
    }

    EnvironmentSnapshot snapshot() {
        return snapshot;
    }

    long revision() {
        return snapshot.revision();
    }

    /// Returns the tag that identifies exactly this content.
    String tag() {
        return flags.tag();
    }

    /// Returns the proof of the revision; null before the first.
    @Nullable
    String revisionToken() {
        return flags.revisionToken();
    }

    /// Returns the ETag of the message.
    String etag() {
        return flags.etag();
    }

    /// Returns the snapshot message as JSON.
    byte[] message() {
        return message;
    }

    /// Returns the snapshot message as a server-sent event.
    byte[] event() {
        return event;
    }

    /// Returns the tag for hints, environment and revision; contains only letters, digits, dots, dashes and
    /// underscores.
    String hintTag() {
        return snapshot.environment() + "-" + snapshot.revision();
    }

    /// Returns the event for a client that has the base: the delta, or the snapshot if that is no longer.
    /// Encoded once for all clients with this base.
    byte[] eventAfter(EncodedSnapshot base) {
        return eventsAfter.computeIfAbsent(base.revision(), ignored -> shorterEvent(base));
    }

    private byte[] shorterEvent(EncodedSnapshot base) {
        byte[] delta = event("delta", WireCodec.encode(DeltaMessage.between(base.flags, flags)));
        return delta.length < event.length ? delta : event;
    }

    /// Returns the server-sent event that tells an OFREP client to evaluate again, with the tag.
    byte[] hint() {
        return hint;
    }

    /// Whether a rule may depend on the time.
    boolean isTimeDependent() {
        return looksAtTheClock;
    }

    private byte[] event(String type, String json) {
        String text = "id: " + revision() + "\nevent: " + type + "\ndata: " + json + "\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
