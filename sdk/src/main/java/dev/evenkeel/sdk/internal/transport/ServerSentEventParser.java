// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Cuts a byte stream into server-sent events (WHATWG HTML, section 9.2), in whatever pieces it arrives. An
/// event that the stream does not finish is never seen. Confined to one thread.
public final class ServerSentEventParser {
    /// Most bytes of one event, and of the flags that it may hold.
    public static final int MAX_EVENT_BYTES = 64_000_000;

    private static final String DEFAULT_TYPE = "message";
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Consumer<ServerSentEvent> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> data = new ArrayList<>();
    private String type = DEFAULT_TYPE;
    private long eventBytes;
    private boolean contact;
    private boolean afterCarriageReturn;
    private boolean firstLine = true;

    public ServerSentEventParser(Consumer<ServerSentEvent> events) {
        this.events = events;
    }

    /// Whether an event or a comment has ended since the last call. Other bytes do not show that the server
    /// works.
    public boolean takeContact() {
        boolean had = contact;
        contact = false;
        return had;
    }

    /// Whether an event has begun and not ended.
    public boolean isInsideEvent() {
        return eventBytes > 0;
    }

    /// Takes the next bytes of the stream.
    ///
    /// @throws IOException when one event is longer than 64 MB, line ends included; the stream is of no use
    ///     then
    public void feed(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            take(bytes.get());
        }
    }

    private void take(byte next) throws IOException {
        boolean secondHalfOfLineEnd = afterCarriageReturn && next == '\n';
        afterCarriageReturn = next == '\r';
        if (secondHalfOfLineEnd) {
            return;
        }
        if (++eventBytes > MAX_EVENT_BYTES) {
            throw new IOException("an event of the stream is longer than " + MAX_EVENT_BYTES + " bytes");
        }
        if (next == '\n' || next == '\r') {
            endOfLine(line.toString(StandardCharsets.UTF_8));
            line.reset();
            return;
        }
        line.write(next);
    }

    private void endOfLine(String raw) {
        String text = firstLine && raw.startsWith(BYTE_ORDER_MARK) ? raw.substring(1) : raw;
        firstLine = false;
        if (text.isEmpty()) {
            endOfEvent();
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
        field(field, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void field(String name, String value) {
        if (name.equals("data")) {
            data.add(value);
        } else if (name.equals("event")) {
            type = value;
        }
    }

    private void endOfEvent() {
        if (!data.isEmpty()) {
            contact = true;
            events.accept(new ServerSentEvent(type.isEmpty() ? DEFAULT_TYPE : type, String.join("\n", data)));
        }
        data.clear();
        type = DEFAULT_TYPE;
        eventBytes = 0;
    }
}
