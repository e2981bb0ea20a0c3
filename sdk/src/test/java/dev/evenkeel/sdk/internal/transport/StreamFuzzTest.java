// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.wire.ServerSentEvent;
import dev.evenkeel.core.wire.ServerSentEventParser;
import dev.evenkeel.fuzz.Fuzzer;
import dev.evenkeel.fuzz.InputDialect;
import dev.evenkeel.json.Json;
import dev.evenkeel.sdk.internal.outcome.SettlementTokenPayload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Fuzzes streams and tokens.
@Tag("one-jdk")
final class StreamFuzzTest {
    @Test
    void parsesSameEventsForAnyChunkingOfFuzzedStreams() {
        Fuzzer.of("event streams", InputDialect.TEXT)
                .samples(
                        Json.of("event: snapshot\ndata: {'revision':7}\nid: 7\n\n: beat\n\ndata: a\ndata: b\n\n"),
                        "\uFEFFevent: delta\r\ndata: {}\r\n\r\nretry: 10\rdata\r\r")
                .run(input -> {
                    byte[] bytes = input.bytes();
                    List<ServerSentEvent> whole = new ArrayList<>();
                    new ServerSentEventParser(whole::add).feed(ByteBuffer.wrap(bytes));
                    assertThat(inPieces(bytes, (int) (1 + input.seed() % 7))).isEqualTo(whole);
                });
    }

    private static List<ServerSentEvent> inPieces(byte[] bytes, int size) throws IOException {
        List<ServerSentEvent> events = new ArrayList<>();
        var parser = new ServerSentEventParser(events::add);
        for (int from = 0; from < bytes.length; from += size) {
            parser.feed(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)));
        }
        return events;
    }

    @Test
    void parsesOrIgnoresFuzzedSettlementTokens() {
        Fuzzer.of("settlement tokens", InputDialect.TEXT)
                .samples("AQAAAAAAAAAAKQAAAAAAAAD_A3ItNwFmAm9uAAAAAA", "AQ", "")
                .run(input -> SettlementTokenPayload.parse(input.text()));
    }
}
