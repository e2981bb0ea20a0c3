// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.jsonlines;

import dev.evenkeel.files.json.JsonTextParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A processor that responds to JSON Lines in order: with a result, or with `{"error":"..."}` for an invalid
/// line. Flushes each response before it reads the next line, and stops when the output is closed.
public final class JsonLineRequestProcessor {
    private final String shape;
    private final LineHandler answers;

    /// A handler of one line.
    @FunctionalInterface
    public interface LineHandler {
        /// Returns the response as JSON on one line.
        ///
        /// @param request JSON object; numbers with a point or an exponent keep every digit
        String handle(JsonNode request) throws InvalidLineException;
    }

    /// @param shape example of a line, for the error about a line that is not an object
    /// @param answers handler of the lines
    public JsonLineRequestProcessor(String shape, LineHandler answers) {
        this.shape = shape;
        this.answers = answers;
    }

    /// Responds to all lines.
    ///
    /// @return exit code: 0, or 1 if any line was invalid
    public int process(InputStream input, PrintWriter out) throws IOException {
        boolean refused = false;
        var in = new Utf8LineReader(input);
        byte[] line = in.readLine();
        while (line != null && !out.checkError()) {
            try {
                String text = text(line);
                if (!text.isBlank()) {
                    out.println(answers.handle(read(text)));
                }
            } catch (InvalidLineException e) {
                refused = true;
                out.println(JsonTextParser.STRICT.writeValueAsString(Map.of("error", String.valueOf(e.getMessage()))));
            }
            out.flush();
            line = in.readLine();
        }
        return refused ? 1 : 0;
    }

    private static String text(byte[] line) throws InvalidLineException {
        try {
            return Utf8LineReader.decode(line);
        } catch (CharacterCodingException e) {
            throw new InvalidLineException("the line is not UTF-8");
        }
    }

    private JsonNode read(String line) throws InvalidLineException {
        try {
            JsonNode request = JsonTextParser.STRICT.readTree(line);
            if (request.isObject()) {
                return request;
            }
        } catch (JacksonException | NumberFormatException e) {
            throw new InvalidLineException("not JSON: " + JsonTextParser.formatMessage(e));
        }
        throw new InvalidLineException("a line must be an object like " + shape);
    }
}
