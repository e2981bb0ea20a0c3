// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import dev.evenkeel.server.flag.Snapshot;
import dev.evenkeel.wire.WireCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// A snapshot as it goes over the wire, encoded once for all who get it. Immutable as long as nobody writes into
/// its arrays.
final class Frame {
    private final Snapshot snapshot;
    private final byte[] message;
    private final byte[] event;
    private final byte[] hint;
    private final boolean looksAtTheClock;

    /// @param since when this server learned of the snapshot
    Frame(Snapshot snapshot, Instant since) {
        String json = WireCodec.encode(snapshot.message());
        this.snapshot = snapshot;
        this.message = json.getBytes(StandardCharsets.UTF_8);
        this.event = ("id: " + snapshot.revision() + "\nevent: snapshot\ndata: " + json + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
        this.hint = ("id: " + snapshot.revision()
                        + "\nevent: message\ndata: {\"type\":\"refetchEvaluation\",\"etag\":\"" + tag()
                        + "\",\"lastModified\":" + since.getEpochSecond() + "}\n\n")
                .getBytes(StandardCharsets.UTF_8);
        this.looksAtTheClock = snapshot.delivered().contains("$flagd");
    }

    Snapshot snapshot() {
        return snapshot;
    }

    long revision() {
        return snapshot.revision();
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
    String tag() {
        return snapshot.environment() + "-" + snapshot.revision();
    }

    /// A server-sent event that tells an OFREP client to ask again, and for what.
    byte[] hint() {
        return hint;
    }

    /// True when some rule may depend on the time.
    boolean looksAtTheClock() {
        return looksAtTheClock;
    }
}
