// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.event;

import dev.evenkeel.engine.event.Event;
import dev.evenkeel.engine.event.SinkAnswer;
import dev.evenkeel.server.platform.PublicAddress;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/// Puts events into words for a sink and sends them, once. Thread-safe.
@Component
class Posting {
    private final ReadingCursor cursor;
    private final PublicAddress address;
    private final SinkClient client;
    private final Clock clock;

    Posting(ReadingCursor cursor, PublicAddress address, SinkClient client, Clock clock) {
        this.cursor = cursor;
        this.address = address;
        this.client = client;
        this.clock = clock;
    }

    /// One try, ten seconds at most.
    ///
    /// @param events of one topic, in order, one or more
    SinkAnswer post(Sink sink, List<Event> events) {
        if (sink.isLocked()) {
            return SinkAnswer.none("the secret of the sink cannot be decrypted with the keys of this server");
        }
        var sender = new Sender(cursor.source(), address.base());
        return client.send(sink, Rendering.of(sink, events, sender, clock.instant()));
    }
}
