// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequestProcessor;
import dev.evenkeel.core.flag.InvalidDefinitionException;
import dev.evenkeel.core.flag.JsonLogicEvaluator;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// The `evenkeel logic` command: evaluates JsonLogic rules against data, one JSON document a line.
@Command(
        name = "logic",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Evaluates JsonLogic rules from standard input, one JSON object per line.",
            "Input: {\"rule\":...,\"data\":...}. Output per line: the result, or {\"error\":\"...\"}.",
            "The operators of flagd are available. The optional \"flagKey\" is the flag that fractional hashes for.",
            "",
            "Example:",
            "  echo '{\"rule\":{\">\":[{\"var\":\"age\"},17]},\"data\":{\"age\":20}}' | ./evenkeel logic",
            ""
        },
        footer = "%nExit code: 0, or 1 if a line was invalid.")
public final class JsonLogicEvaluateCommand implements Callable<Integer> {
    private static final String SHAPE = "{\"rule\":...,\"data\":...}";

    @Spec
    private @Nullable CommandSpec spec;

    public JsonLogicEvaluateCommand() {}

    @Override
    public Integer call() throws IOException {
        return new JsonLineRequestProcessor(SHAPE, JsonLogicEvaluateCommand::evaluate)
                .process(System.in, Objects.requireNonNull(spec).commandLine().getOut());
    }

    private static String evaluate(JsonNode request) throws InvalidLineException {
        if (!request.has("rule")) {
            throw new InvalidLineException("the line has no \"rule\"; use " + SHAPE);
        }
        try {
            return JsonLogicEvaluator.evaluate(
                    request.get("rule").toString(),
                    request.has("data") ? request.get("data").toString() : "null",
                    request.path("flagKey").asString(""),
                    Instant.now().getEpochSecond());
        } catch (InvalidDefinitionException e) {
            throw new InvalidLineException(
                    e.problems().stream().map(Object::toString).collect(Collectors.joining("; ")));
        } catch (RuntimeException | StackOverflowError e) {
            throw new InvalidLineException("the rule cannot be evaluated: "
                    + (e instanceof StackOverflowError ? "it is nested too deeply" : e.getMessage()));
        }
    }
}
