// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// An incremental parser of HTTP/1.1 responses that passes the bodies on. Supports bodies with a length, in
/// chunks, and until the end of the connection. Not thread-safe.
public final class HttpResponseParser {
    /// A consumer of body bytes.
    @FunctionalInterface
    public interface BodyConsumer {
        /// @param to index after the last byte
        void accept(byte[] bytes, int from, int to);
    }

    private enum ParserState {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        DONE
    }

    private final BodyConsumer body;
    private byte[] line = new byte[128];
    private int lineLength;
    private ParserState part = ParserState.HEAD;
    private int status;
    private boolean chunked;
    private boolean closing;
    private long left;

    /// @param body receives the bodies of all responses
    public HttpResponseParser(BodyConsumer body) {
        this.body = body;
    }

    /// Parses until the response is complete or the bytes are used up.
    ///
    /// @return index of the first byte that was not read
    public int read(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && part != ParserState.DONE) {
            at = part == ParserState.BODY || part == ParserState.CHUNK
                    ? readBody(bytes, at, to)
                    : readLine(bytes, at, to);
        }
        return at;
    }

    public boolean isComplete() {
        return part == ParserState.DONE;
    }

    /// Returns the status of the response, 0 before its first line.
    public int status() {
        return status;
    }

    /// Whether the server closes the connection after the response.
    public boolean isClosing() {
        return closing;
    }

    /// Prepares for the next response of the connection.
    public void reset() {
        part = ParserState.HEAD;
        status = 0;
        chunked = false;
        closing = false;
        left = 0;
    }

    private int readBody(byte[] bytes, int from, int to) {
        int end = from + (int) Math.min(to - from, left);
        body.accept(bytes, from, end);
        left -= end - from;
        if (left == 0) {
            part = part == ParserState.BODY ? ParserState.DONE : ParserState.CHUNK_END;
        }
        return end;
    }

    private int readLine(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                String text = new String(line, 0, lineLength, StandardCharsets.ISO_8859_1).strip();
                lineLength = 0;
                handleLine(text);
                return at + 1;
            }
            if (lineLength == line.length) {
                line = Arrays.copyOf(line, 2 * line.length);
            }
            line[lineLength++] = bytes[at];
        }
        return to;
    }

    private void handleLine(String text) {
        switch (part) {
            case HEAD -> handleHeadLine(text);
            case CHUNK_SIZE -> {
                left = Long.parseLong(text.split(";", 2)[0].strip(), 16);
                part = left == 0 ? ParserState.TRAILER : ParserState.CHUNK;
            }
            case CHUNK_END -> part = ParserState.CHUNK_SIZE;
            case TRAILER -> part = text.isEmpty() ? ParserState.DONE : ParserState.TRAILER;
            case BODY, CHUNK, DONE -> throw new IllegalStateException("no lines in " + part);
        }
    }

    private void handleHeadLine(String text) {
        if (status == 0) {
            status = Integer.parseInt(text.split(" ", 3)[1]);
            left = Long.MAX_VALUE;
        } else if (text.isEmpty()) {
            finishHead();
        } else {
            handleHeader(text.toLowerCase(Locale.ROOT));
        }
    }

    private void handleHeader(String text) {
        if (text.startsWith("content-length:")) {
            left = Long.parseLong(text.substring(text.indexOf(':') + 1).strip());
        } else if (text.startsWith("transfer-encoding:")) {
            chunked = text.endsWith("chunked");
        } else if (text.startsWith("connection:")) {
            closing = text.endsWith("close");
        }
    }

    private void finishHead() {
        if (chunked) {
            part = ParserState.CHUNK_SIZE;
        } else {
            part = left == 0 || status == 204 || status == 304 ? ParserState.DONE : ParserState.BODY;
        }
    }
}
