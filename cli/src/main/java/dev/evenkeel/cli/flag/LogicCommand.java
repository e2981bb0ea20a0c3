// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.flag.InvalidDefinitionException;
import dev.evenkeel.flag.JsonLogic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// `evenkeel logic`: rules against data, one JSON document per line.
@Command(
        name = "logic",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Evaluates rules: JSON Lines {\"rule\":...,\"data\":...} on standard input, one line of JSON for each on",
            "standard output: the result, or {\"error\":\"...\"}. Rules are JsonLogic with flagd's operators;",
            "\"flagKey\" in a line, if given, is the flag that fractional hashes for.",
            "",
            "Example: echo '{\"rule\":{\">\":[{\"var\":\"age\"},17]},\"data\":{\"age\":20}}' | ./evenkeel logic",
            ""
        },
        footer = "%nExit code: 0, or 1 when a line was refused.")
public final class LogicCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public LogicCommand() {}

    /// A line that has no result.
    private static final class RefusedLine extends Exception {
        private static final long serialVersionUID = 1;

        RefusedLine(String message) {
            super(message);
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        boolean refused = false;
        var in = new Utf8Lines(System.in);
        byte[] line = in.next();
        while (line != null && !out.checkError()) {
            try {
                String text = text(line);
                if (!text.isBlank()) {
                    out.println(result(text));
                }
            } catch (RefusedLine e) {
                refused = true;
                out.println(JSON.writeValueAsString(Map.of("error", String.valueOf(e.getMessage()))));
            }
            out.flush();
            line = in.next();
        }
        return refused ? 1 : 0;
    }

    private static String text(byte[] line) throws RefusedLine {
        try {
            return Utf8Lines.text(line);
        } catch (CharacterCodingException e) {
            throw new RefusedLine("the line is not UTF-8");
        }
    }

    private static String result(String line) throws RefusedLine {
        JsonNode request = read(line);
        if (!request.has("rule")) {
            throw new RefusedLine("the line has no \"rule\"; write {\"rule\":...,\"data\":...}");
        }
        try {
            return JsonLogic.apply(
                    request.get("rule").toString(),
                    request.has("data") ? request.get("data").toString() : "null",
                    request.path("flagKey").asString(""),
                    Instant.now().getEpochSecond());
        } catch (InvalidDefinitionException e) {
            throw new RefusedLine(e.problems().stream().map(Object::toString).collect(Collectors.joining("; ")));
        } catch (RuntimeException | StackOverflowError e) {
            throw new RefusedLine("the rule cannot be evaluated: " + e);
        }
    }

    private static JsonNode read(String line) throws RefusedLine {
        try {
            JsonNode request = JSON.readTree(line);
            if (request.isObject()) {
                return request;
            }
        } catch (JacksonException e) {
            throw new RefusedLine("not JSON: " + e.getOriginalMessage());
        }
        throw new RefusedLine("a line is an object like {\"rule\":...,\"data\":...}");
    }
}
