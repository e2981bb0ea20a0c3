// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.http.HttpResponseParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseRevisionReaderTest {
    private static final String EVENTS = """
            id: 7
            event: snapshot
            data: {"id: 8":"x"}

            :

            event: delta
            id:12
            data: {}

            """;

    private final List<Long> revisions = new ArrayList<>();
    private final HttpResponseParser parser = new HttpResponseParser(new SseRevisionReader(revisions::add));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void readsEventIdsAcrossArbitraryChunks(int piece) {
        byte[] bytes = chunked(EVENTS, 11).getBytes(StandardCharsets.US_ASCII);
        for (int from = 0; from < bytes.length; from += piece) {
            parser.read(bytes, from, Math.min(bytes.length, from + piece));
        }
        assertThat(parser.status()).isEqualTo(200);
        assertThat(revisions).containsExactly(7L, 12L);
    }

    @Test
    void waitsForEndOfEvent() {
        byte[] bytes = chunked("id: 7\ndata: {}\n", 100).getBytes(StandardCharsets.US_ASCII);
        parser.read(bytes, 0, bytes.length);
        assertThat(revisions).isEmpty();
    }

    private static String chunked(String body, int size) {
        var text = new StringBuilder("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int from = 0; from < body.length(); from += size) {
            String chunk = body.substring(from, Math.min(body.length(), from + size));
            text.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return text.toString();
    }
}
