// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An incremental parser of server-sent events (WHATWG HTML, section 9.2), independent of how the stream is
/// chunked. An incomplete event at the end of the stream is discarded.
public final class ServerSentEventParser {
    /// Maximum size of one event in bytes, and of the flags in it.
    public static final int MAX_EVENT_BYTES = 64_000_000;

    private static final String DEFAULT_TYPE = "message";
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Consumer<ServerSentEvent> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> data = new ArrayList<>();
    private String type = DEFAULT_TYPE;
    private @Nullable String id;
    private long eventBytes;
    private boolean contact;
    private boolean afterCarriageReturn;
    private boolean firstLine = true;

    public ServerSentEventParser(Consumer<ServerSentEvent> events) {
        this.events = events;
    }

    /// Whether an event or a comment was completed since the last call. Other bytes do not show that the
    /// server works.
    public boolean pollContact() {
        boolean had = contact;
        contact = false;
        return had;
    }

    /// Whether an event has begun and is incomplete.
    public boolean isInsideEvent() {
        return eventBytes > 0;
    }

    /// Parses the next bytes of the stream.
    ///
    /// @throws IOException when one event is longer than 64 MB, line ends included; the stream must not be
    ///     used then
    public void feed(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            accept(bytes.get());
        }
    }

    private void accept(byte next) throws IOException {
        boolean secondHalfOfLineEnd = afterCarriageReturn && next == '\n';
        afterCarriageReturn = next == '\r';
        if (secondHalfOfLineEnd) {
            return;
        }
        if (++eventBytes > MAX_EVENT_BYTES) {
            throw new IOException("an event of the stream is longer than " + MAX_EVENT_BYTES + " bytes");
        }
        if (next == '\n' || next == '\r') {
            handleLine(line.toString(StandardCharsets.UTF_8));
            line.reset();
            return;
        }
        line.write(next);
    }

    private void handleLine(String raw) {
        String text = firstLine && raw.startsWith(BYTE_ORDER_MARK) ? raw.substring(1) : raw;
        firstLine = false;
        if (text.isEmpty()) {
            emitEvent();
            return;
        }
        int colon = text.indexOf(':');
        if (colon == 0) {
            contact = true;
            eventBytes = data.isEmpty() ? 0 : eventBytes;
            return;
        }
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        handleField(field, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void handleField(String name, String value) {
        if (name.equals("data")) {
            data.add(value);
        } else if (name.equals("event")) {
            type = value;
        } else if (name.equals("id")) {
            id = value;
        }
    }

    private void emitEvent() {
        if (!data.isEmpty()) {
            contact = true;
            events.accept(new ServerSentEvent(type.isEmpty() ? DEFAULT_TYPE : type, id, String.join("\n", data)));
        }
        data.clear();
        type = DEFAULT_TYPE;
        id = null;
        eventBytes = 0;
    }
}
