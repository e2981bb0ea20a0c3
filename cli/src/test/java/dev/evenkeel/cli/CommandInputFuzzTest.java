// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.fuzz.FuzzInput;
import dev.evenkeel.fuzz.Fuzzer;
import dev.evenkeel.fuzz.InputDialect;
import dev.evenkeel.fuzz.SampleCorpus;
import dev.evenkeel.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Fuzzed lines for the commands with JSON Lines input, and fuzzed files for the commands that read files:
/// each line gets a response, and no response contains internals such as stack traces.
@ResourceLock(Resources.SYSTEM_PROPERTIES)
@Tag("long")
final class CommandInputFuzzTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern ECHO = Pattern.compile("echo '([^']*)' \\|");
    private static final Pattern TRACE = Pattern.compile("(?m)^\\s+at [a-z.]+");
    private static final Pattern INSIDE =
            Pattern.compile("(?m)^\\s+at [a-z.]+\\(|\\b(java|dev\\.evenkeel|tools\\.jackson)\\.[a-z]");

    private final CommandLine commands = EvenkeelCli.commandLine();

    private static List<String> examples(String page) throws IOException {
        return ECHO.matcher(Files.readString(Path.of("..", "docs", "reference", page)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /* A valid last line gets the same response as it gets alone. */
    private void assertRespondsToEachLine(FuzzInput input, String last, String... command) {
        byte[] end = ("\n" + last + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] lines = ByteBuffer.allocate(input.length() + end.length)
                .put(input.bytes())
                .put(end)
                .array();
        CliResult result = run(lines, command);
        CliResult alone = run(end, command);
        assertThat(result.exitCode()).isIn(0, 1);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).endsWith(alone.out().getLast());
        for (String line : result.out()) {
            JsonNode answer = JSON.readTree(line);
            assertThat(answer.path("error").asString("")).doesNotContainPattern(INSIDE);
        }
    }

    /* Reuses one command tree, because creating it takes longer than most inputs. */
    private CliResult run(byte[] input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            var out = new StringWriter();
            var err = new StringWriter();
            commands.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
            int exitCode = commands.execute(arguments);
            return new CliResult(exitCode, out.toString().lines().toList(), err.toString());
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void riskCalcRespondsToEveryFuzzedLine() throws IOException {
        List<String> examples = examples("risk-calc.md");
        assertThat(examples).isNotEmpty();
        Fuzzer.of("risk calc", InputDialect.JSON)
                .samples(examples)
                .inputs(300)
                .readings(2)
                .run(input -> assertRespondsToEachLine(input, examples.getFirst(), "risk", "calc"));
    }

    @Test
    void guardEvaluateRespondsToEveryFuzzedLine() throws IOException {
        List<String> examples = examples("guard-evaluate.md");
        assertThat(examples).isNotEmpty();
        Fuzzer.of("guard evaluate", InputDialect.JSON)
                .samples(examples)
                .inputs(300)
                .readings(2)
                .run(input -> assertRespondsToEachLine(input, examples.getFirst(), "guard", "evaluate"));
    }

    @Test
    void logicRespondsToEveryFuzzedLine() {
        Fuzzer.of("logic", InputDialect.JSON)
                .samples(
                        Json.of(
                                "{'rule':{'if':[{'>':[{'var':'a'},1]},'x',{'cat':['y',{'var':'b'}]}]},'data':{'a':2,'b':1.50}}"),
                        Json.of(
                                "{'rule':{'fractional':[['on',1],['off',1]]},'data':{'targetingKey':'u'},'flagKey':'f'}"))
                .inputs(300)
                .readings(2)
                .run(input -> assertRespondsToEachLine(input, Json.of("{'rule':{'+':[1,2]},'data':{}}"), "logic"));
    }

    @Test
    void fileCommandsHandleFuzzedInputWithoutStackTrace(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("input.yaml");
        List<List<String>> lines = List.of(
                List.of("risk", "assess", file.toString(), "--draws", "1000"),
                List.of("slo", "validate", file.toString()),
                List.of("flag", "import", "--from", "unleash", file.toString()),
                List.of("slo", "prometheus-rules", file.toString()));
        Fuzzer.of("files of commands", InputDialect.YAML)
                .samples(SampleCorpus.files("../files/src/test/resources/risk", ".yaml"))
                .samples(
                        Json.of(
                                "{'template':'fast','steps':[{'exposure':5,'dwell':'PT10S'},{'exposure':100,'dwell':'PT10S'}]}"))
                .inputs(40)
                .readings(4 * lines.size())
                .run(input -> {
                    Files.write(file, input.bytes());
                    for (List<String> command : lines) {
                        CliResult result = run(new byte[0], command.toArray(String[]::new));
                        assertThat(result.exitCode())
                                .as("%s: %s", command, result)
                                .isIn(0, 1, 2);
                        assertThat(result.err()).as("%s", command).doesNotContainPattern(TRACE);
                    }
                });
    }
}
