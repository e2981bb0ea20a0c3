// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.SinkAnswer;
import dev.evenkeel.server.foundation.config.PublicAddress;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/// Puts events into words for a sink and sends them, once. Thread-safe.
@Component
public class Posting {
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
    public SinkAnswer post(Sink sink, List<Event> events) {
        if (sink.isLocked()) {
            return SinkAnswer.none("the secret of the sink cannot be decrypted with the keys of this server");
        }
        var sender = new Sender(cursor.source(), address.base());
        return client.send(sink, Rendering.of(sink, events, sender, clock.instant()));
    }
}
