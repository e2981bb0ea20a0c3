// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A streamed response of JSON lines.
final class JsonLinesResponseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesResponseWriter.class);
    private static final int BUFFER = 1 << 16;

    private final Writer out;

    private JsonLinesResponseWriter(Writer out) {
        this.out = out;
    }

    /// A callback that writes the lines.
    @FunctionalInterface
    interface LineWriter {
        void write(JsonLinesResponseWriter jsonLinesResponseWriter) throws IOException;
    }

    /// Sends the lines; stops when the client disconnects.
    static void send(HttpServletResponse response, LineWriter lines) {
        response.setContentType("application/x-ndjson");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        try {
            var out = new BufferedWriter(
                    new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), BUFFER);
            lines.write(new JsonLinesResponseWriter(out));
            out.flush();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("A client went away: {}", e.toString());
        }
    }

    void writeLine(String line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    /// Adds a line and flushes it immediately.
    void writeLineAndFlush(String line) {
        try {
            writeLine(line);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
