// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.command.ServerConnectionOptions;
import dev.evenkeel.cli.terminal.TerminalTextSanitizer;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.EvaluationTrace;
import dev.evenkeel.core.flag.InvalidDefinitionException;
import dev.evenkeel.files.json.JsonTextParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/// The `evenkeel flag eval` command: evaluates one flag for one context and shows the steps of the rule that
/// matched.
@Command(
        description = {
            "Evaluates a flag for one context and shows each step of its targeting rule.",
            "The flag comes from the server, including its running rollout, or from the files of --flags.",
            "",
            "Examples:",
            "  ./evenkeel flag eval payment-core --targeting-key debtor-17 --environment production",
            "  ./evenkeel flag eval payment-core --flags flags.json --targeting-key debtor-17",
            "  ./evenkeel flag eval payment-core --context '{\"targetingKey\":\"debtor-17\",\"plan\":\"pro\"}' --json",
            ""
        },
        footer = "%nExit code: 0, or 1 if the flag cannot be evaluated.")
public final class FlagEvalCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "KEY", description = "Key of the flag.")
    private String key = "";

    @Mixin
    private FlagDefinitionSourceOptions source = new FlagDefinitionSourceOptions();

    @Mixin
    private ServerConnectionOptions server = new ServerConnectionOptions();

    @Option(
            names = "--context",
            paramLabel = "JSON",
            description = "Context attributes: a JSON object, such as {\"country\":\"CH\"}, or @FILE.")
    private @Nullable String context;

    @Option(
            names = "--targeting-key",
            paramLabel = "KEY",
            description = "Targeting key of the context. Replaces the targetingKey of --context.")
    private @Nullable String targetingKey;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Time of the evaluation, such as 2026-12-01T00:00:00Z (default: now).")
    private @Nullable Instant at;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public FlagEvalCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant instant = at == null ? Clock.systemUTC().instant() : at;
        EvaluationTrace trace = trace(source.read(commandLine(), server), instant);
        PrintWriter out = commandLine().getOut();
        out.print(
                json
                        ? EvaluationTraceFormatter.formatJson(key, trace)
                        : TerminalTextSanitizer.sanitize(EvaluationTraceFormatter.formatText(key, trace)));
        out.flush();
        return trace.evaluation().errorCode() == null ? 0 : 1;
    }

    private EvaluationTrace trace(String definition, Instant instant) throws IOException {
        try {
            return EvaluationTrace.evaluate(definition, key, context(), instant.getEpochSecond());
        } catch (InvalidDefinitionException e) {
            throw usageError(String.valueOf(e.getMessage()));
        }
    }

    private EvaluationContext context() throws IOException {
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (context != null) {
            attributes.putAll(attributes(context.startsWith("@") ? read(context.substring(1)) : context));
        }
        if (targetingKey != null) {
            attributes.put("targetingKey", targetingKey);
        }
        return EvaluationContext.of(attributes);
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw usageError("--context: cannot read " + file + ". Check that the file exists and is readable.");
        }
    }

    private Map<String, Object> attributes(String text) {
        try {
            if (JsonTextParser.STRICT.readValue(text, Object.class) instanceof Map<?, ?> map) {
                Map<String, Object> attributes = new LinkedHashMap<>();
                map.forEach((name, value) -> attributes.put(String.valueOf(name), value));
                return attributes;
            }
        } catch (JacksonException | NumberFormatException e) {
            throw usageError("--context is not valid JSON: " + JsonTextParser.formatMessage(e));
        }
        throw usageError("--context must be a JSON object, such as {\"country\":\"CH\"}; got " + text);
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private ParameterException usageError(String message) {
        return new ParameterException(commandLine(), message);
    }
}
