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

/// A snapshot as it goes over the wire, encoded once for all who get it. Thread-safe; immutable to the outside
/// as long as nobody writes into its arrays.
final class EncodedSnapshot {
    private final EnvironmentSnapshot snapshot;
    private final FlagSet flags;
    private final byte[] message;
    private final byte[] event;
    private final byte[] hint;
    private final boolean looksAtTheClock;
    /// Events that lead here, by the revision they start from; it holds no frames, which would hold others in
    /// turn.
    private final Map<Long, byte[]> eventsAfter = new ConcurrentHashMap<>();

    /// @param since when this server learned of the snapshot
    /// @param token proves the snapshot's revision; null before the first
    EncodedSnapshot(EnvironmentSnapshot snapshot, Instant since, @Nullable String token) {
        SnapshotMessage sent = snapshot.message(token);
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

    /// Names exactly these flags, content and all.
    String tag() {
        return flags.tag();
    }

    /// Proves its revision; null before the first.
    @Nullable
    String revisionToken() {
        return flags.revisionToken();
    }

    /// The ETag of the message.
    String etag() {
        return flags.etag();
    }

    /// The snapshot message as JSON.
    byte[] message() {
        return message;
    }

    /// The same as a server-sent event.
    byte[] event() {
        return event;
    }

    /// Names environment and revision, in words of letters, digits, dots, dashes and underscores.
    String hintTag() {
        return snapshot.environment() + "-" + snapshot.revision();
    }

    /// The event for a reader that has the base: the delta, or the snapshot where that is no longer. Made once
    /// for all readers with this base.
    byte[] eventAfter(EncodedSnapshot base) {
        return eventsAfter.computeIfAbsent(base.revision(), ignored -> shorterEvent(base));
    }

    private byte[] shorterEvent(EncodedSnapshot base) {
        byte[] delta = event("delta", WireCodec.encode(DeltaMessage.between(base.flags, flags)));
        return delta.length < event.length ? delta : event;
    }

    /// A server-sent event that tells an OFREP client to ask again, and for what.
    byte[] hint() {
        return hint;
    }

    /// True when some rule may depend on the time.
    boolean looksAtTheClock() {
        return looksAtTheClock;
    }

    private byte[] event(String type, String json) {
        String text = "id: " + revision() + "\nevent: " + type + "\ndata: " + json + "\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
