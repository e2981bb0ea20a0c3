// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseParserTest {
    private static final String RESPONSES = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
            + "HTTP/1.1 304 \r\nETag: \"1\"\r\n\r\n"
            + "HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final StringBuilder seen = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private final HttpResponseParser parser = new HttpResponseParser(
            (bytes, from, to) -> body.append(new String(bytes, from, to - from, StandardCharsets.US_ASCII)));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 1_000})
    void parsesResponsesAcrossArbitraryChunks(int piece) {
        byte[] bytes = RESPONSES.getBytes(StandardCharsets.US_ASCII);
        for (int from = 0; from < bytes.length; ) {
            from = parser.read(bytes, from, Math.min(bytes.length, from + piece));
            if (parser.isComplete()) {
                seen.append(parser.status()).append(' ').append(body).append('|');
                body.setLength(0);
                parser.reset();
            }
        }
        assertThat(seen).hasToString("200 hello|304 |404 abcde|200 |");
    }

    @Test
    void detectsConnectionCloseHeader() {
        read("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        assertThat(parser.isClosing()).isTrue();
        parser.reset();
        read("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n");
        assertThat(parser.isClosing()).isFalse();
    }

    private void read(String response) {
        byte[] bytes = response.getBytes(StandardCharsets.US_ASCII);
        parser.read(bytes, 0, bytes.length);
    }
}
