// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.jsonlines;

import dev.evenkeel.files.json.JsonTextParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Answers JSON Lines in order: a result, or `{"error":"..."}` for a line that is refused. Every answer is
/// flushed before the next line is read; when nobody reads the answers any more, the rest is left unread.
public final class JsonLinesProcessor {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String shape;
    private final LineHandler answers;

    /// What answers a line.
    @FunctionalInterface
    public interface LineHandler {
        /// The answer as JSON on one line.
        ///
        /// @param request an object; its numbers with a point or an exponent keep every digit
        String to(JsonNode request) throws InvalidLineException;
    }

    /// @param shape an example of a line, for the refusal of what is no object
    /// @param answers what answers a line
    public JsonLinesProcessor(String shape, LineHandler answers) {
        this.shape = shape;
        this.answers = answers;
    }

    /// Answers all lines.
    ///
    /// @return the exit code: 0, or 1 when a line was refused
    public int answer(InputStream input, PrintWriter out) throws IOException {
        boolean refused = false;
        var in = new Utf8LineReader(input);
        byte[] line = in.next();
        while (line != null && !out.checkError()) {
            try {
                String text = text(line);
                if (!text.isBlank()) {
                    out.println(answers.to(read(text)));
                }
            } catch (InvalidLineException e) {
                refused = true;
                out.println(JSON.writeValueAsString(Map.of("error", String.valueOf(e.getMessage()))));
            }
            out.flush();
            line = in.next();
        }
        return refused ? 1 : 0;
    }

    private static String text(byte[] line) throws InvalidLineException {
        try {
            return Utf8LineReader.text(line);
        } catch (CharacterCodingException e) {
            throw new InvalidLineException("the line is not UTF-8");
        }
    }

    private JsonNode read(String line) throws InvalidLineException {
        try {
            JsonNode request = JSON.readTree(line);
            if (request.isObject()) {
                return request;
            }
        } catch (JacksonException | NumberFormatException e) {
            throw new InvalidLineException("not JSON: " + JsonTextParser.words(e));
        }
        throw new InvalidLineException("a line is an object like " + shape);
    }
}
