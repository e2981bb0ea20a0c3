// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSentEventParserTest {
    private static final String STREAM = """
            \ufeff: hello

            event: snapshot
            id: 7
            data: {"a":"\u20ac"}

            data:one\r
            data: two\r
            \r
            event:other\rdata\r\rretry: 5

            event: nothing

            """;
    private static final List<ServerSentEvent> EVENTS = List.of(
            new ServerSentEvent("snapshot", "7", Json.of("{'a':'\u20ac'}")),
            new ServerSentEvent("message", null, "one\ntwo"),
            new ServerSentEvent("other", null, ""));

    @Test
    void parsesSameEventsForAnyChunking() throws IOException {
        byte[] bytes = STREAM.getBytes(UTF_8);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second += 7) {
                assertThat(parse(bytes, first, second, bytes.length))
                        .as("cut at %d and %d", first, second)
                        .isEqualTo(EVENTS);
            }
        }
    }

    @Test
    void doesNotEmitTruncatedEvents() throws IOException {
        byte[] bytes = "event: snapshot\ndata: 1\n\n".repeat(2).getBytes(UTF_8);
        int endOfFirst = bytes.length / 2;
        for (int end = 0; end < bytes.length; end++) {
            assertThat(parse(bytes, end)).as("cut at %d", end).hasSize(end < endOfFirst ? 0 : 1);
        }
    }

    @Test
    void rejectsEndlessLine() {
        var parser = new ServerSentEventParser(event -> {});
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 65; i++) {
                        parser.feed(ByteBuffer.allocate(1_000_000).put(0, (byte) 'x'));
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("64000000");
    }

    @Test
    void countsLineBreaksTowardEventSizeLimit() {
        var parser = new ServerSentEventParser(event -> {});
        byte[] lines = "data\n".repeat(200_000).getBytes(UTF_8);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 65; i++) {
                        parser.feed(ByteBuffer.wrap(lines));
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("64000000");
    }

    @Test
    void countsOnlyCompleteEventsAndCommentsAsContact() throws IOException {
        var parser = new ServerSentEventParser(event -> {});
        feed(parser, "data: 1\n: a comm");
        assertThat(parser.pollContact()).isFalse();
        assertThat(parser.isInsideEvent()).isTrue();
        feed(parser, "ent\n");
        assertThat(parser.pollContact()).isTrue();
        feed(parser, "garbage\nid: 7\n");
        assertThat(parser.pollContact()).isFalse();
        feed(parser, "\n");
        assertThat(parser.pollContact()).isTrue();
        assertThat(parser.pollContact()).isFalse();
        assertThat(parser.isInsideEvent()).isFalse();
        feed(parser, "id: 8\n\n:\n");
        assertThat(parser.pollContact()).isTrue();
        assertThat(parser.isInsideEvent()).isFalse();
    }

    private static void feed(ServerSentEventParser parser, String text) throws IOException {
        parser.feed(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    private static List<ServerSentEvent> parse(byte[] bytes, int... ends) throws IOException {
        List<ServerSentEvent> events = new ArrayList<>();
        var parser = new ServerSentEventParser(events::add);
        int start = 0;
        for (int end : ends) {
            parser.feed(ByteBuffer.wrap(bytes, start, end - start));
            start = end;
        }
        return events;
    }
}
