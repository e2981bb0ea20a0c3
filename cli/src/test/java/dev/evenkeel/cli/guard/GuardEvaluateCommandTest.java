// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.EvenkeelCli;
import dev.evenkeel.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardEvaluateCommandTest {
    private static final Path PAGE = Path.of("../docs/reference/guard-evaluate.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("(?m)^\\$ echo '(.*)' \\| \\./evenkeel guard evaluate\\n(.*)$");
    private static final String RATIO = Json.of("{'kind':'ratio','direction':'rollback','r':1,'ticks':");

    @Test
    void documentationExamplesReturnDocumentedResults() throws IOException {
        var examples = EXAMPLE.matcher(Files.readString(PAGE)).results().toList();
        assertThat(examples).hasSize(7);
        for (var example : examples) {
            CliResult result = evaluate(example.group(1));
            assertThat(result.out()).containsExactly(example.group(2));
            assertThat(result.exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"nope\"}; kind must be",
                "{}; but is missing",
                "[1]; a line must be an object like",
                "{\"kind\":\"ratio\",\"r\":1,\"ticks\":[]}; ratio requires \"direction\"",
                "{\"kind\":\"ratio\",\"direction\":\"up\",\"r\":1,\"ticks\":[]}; direction must be \"rollback\" or",
                "{\"kind\":\"ratio\",\"direction\":\"rollback\",\"r\":0,\"ticks\":[]}; got r 0.0",
                "{\"kind\":\"ratio\",\"direction\":\"rollback\",\"r\":\"1\",\"ticks\":[]}; r must be a number",
                "{\"kind\":\"ratio\",\"direction\":\"rollback\",\"r\":1e400,\"ticks\":[]}; r must be a number below",
                "{\"kind\":\"ratio\",\"direction\":\"rollback\",\"r\":1,\"delta\":-1,\"ticks\":[]}; delta -1.0",
                "{\"kind\":\"ratio\",\"direction\":\"advance\",\"r\":1,\"restartAt\":[],\"ticks\":[]}; allowed only with",
                "{\"kind\":\"exceedance\",\"ticks\":[[9,5,0,0,1]]}; ticks[0]: the centre must be",
                "{\"kind\":\"exceedance\",\"r\":1,\"ticks\":[]}; exceedance has no member \"r\"",
                "{\"kind\":\"ceiling\",\"law\":\"normal\",\"limit\":1,\"ticks\":[]}; law must be \"poisson\"",
                "{\"kind\":\"ceiling\",\"law\":\"poisson\",\"limit\":0,\"ticks\":[]}; above 0, got 0.0",
                "{\"kind\":\"ceiling\",\"law\":\"poisson\",\"limit\":1,\"ticks\":[[1,-1]]}; ticks[0]: events must",
                "{\"kind\":\"ceiling\",\"law\":\"poisson\",\"limit\":1e200,\"ticks\":[[1,1e200]]}; out of range",
                "{\"kind\":\"ceiling\",\"law\":\"bernoulli\",\"limit\":0.95,\"ticks\":[]}; below 1/1.1",
                "{\"kind\":\"ceiling\",\"law\":\"bernoulli\",\"limit\":0.1,\"ticks\":[[3,2]]}; got 3 of 2",
                "{\"kind\":\"srm\",\"ticks\":[[0.5,1,1],[1,1,1]]}; ticks[1]: the shares of candidate and control",
                "{\"kind\":\"interval\",\"alpha\":1,\"steps\":[]}; alpha must be",
                "{\"kind\":\"interval\",\"alpha\":0.1,\"steps\":[[0.5,-1,1]]}; steps[0]: eC must be an integer"
            })
    void rejectsInvalidLines(String line, String message) {
        assertRejected(line, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[[9,1,9,1],[1,2,3,0]]; ticks[1]: failures must be 0..trials",
                "[[9,1,9,-1]]; ticks[0]: eT must be an integer",
                "[[9,1,9.5,1]]; ticks[0]: nT must be an integer",
                "[[9223372036854775808,1,9,1]]; ticks[0]: nC must be an integer",
                "[[1e999999999,1,9,1]]; ticks[0]: nC must be an integer",
                "[[\"9\",1,9,1]]; ticks[0]: nC must be an integer",
                "[[9,1,9]]; ticks[0] must be 4 numbers [nC,eC,nT,eT], got [9,1,9]",
                "[7]; ticks[0] must be 4 numbers",
                "{}; ticks must be a list",
                "[[9,1,9,1]],\"restartAt\":[0,0]; restartAt[1] must be above",
                "[[9,1,9,1]],\"restartAt\":[1]; restartAt[0] must be the index of a tick",
                "[[9,1,9,1]],\"restartAt\":3; restartAt must be a list",
                "[[9,1,9,1]],\"share\":1; share: the shares of candidate and control must be above 0",
                "[[9,1,9,1]],\"share\":[0.5,0.5]; one for each tick: there are 1 ticks, got 2 shares",
                "[[9,1,9,1]],\"share\":\"half\"; share must be a number",
                "[[9,1,9,1]],\"r\":2; Duplicate"
            })
    void rejectsInvalidTicksSharesAndRestarts(String ticks, String message) {
        assertRejected(RATIO + ticks + "}", message);
    }

    @Test
    void reportsInvalidLinesAndEvaluatesOthers() {
        byte[] input = Json.of("{'kind':'srm','ticks':[]}\n\n\u00e9\nhello\n{'kind':'srm','ticks':[]}")
                .getBytes(StandardCharsets.ISO_8859_1);
        CliResult result = CliResult.withBytes(input, "guard", "evaluate");
        assertThat(result.out()).hasSize(4);
        assertThat(result.out().get(0)).isEqualTo(Json.of("{'logE':[]}"));
        assertThat(result.out().get(1)).contains("not UTF-8");
        assertThat(result.out().get(2)).contains("not JSON");
        assertThat(result.out().get(3)).isEqualTo(Json.of("{'logE':[]}"));
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void acceptsIntegersInAnyNotation() {
        assertThat(evaluate(RATIO + Json.of("[[1e3,2.0,100,1]],'delta':null,'share':null,'restartAt':null}"))
                        .out())
                .isEqualTo(evaluate(RATIO + "[[1000,2,100,1]]}").out());
    }

    @Test
    void repeatsLastValueForEmptyVariantOnlyAtRealisedShare() {
        List<Double> realised = logEvidence(RATIO + "[[90,1,10,3],[90,1,0,0],[0,0,10,9]]}");
        assertThat(realised.get(2)).isEqualTo(realised.get(1)).isEqualTo(realised.get(0));

        List<Double> given = logEvidence(RATIO + Json.of("[[90,1,10,3],[0,0,10,9]],'share':[0.1,0.1]}"));
        assertThat(given.get(1)).isGreaterThan(given.get(0) + 10);
    }

    @Test
    void returnsFiniteValuesForExtremeInputs() {
        String most = "1000000000000";
        String tick = "[" + most + "," + most + "," + most + ",0],[" + most + ",0," + most + "," + most + "]";
        for (String share : List.of("0.000001", "0.999999", "0.5")) {
            for (String direction : List.of("rollback", "advance")) {
                for (String delta : List.of("0", "0.9")) {
                    String line = Json.of(
                            "{'kind':'ratio','direction':'%s','r':1,'delta':%s,'share':%s,'ticks':[%s]}",
                            direction, delta, share, tick);
                    assertThat(logEvidence(line)).allMatch(Double::isFinite);
                }
            }
            assertThat(logEvidence(Json.of("{'kind':'srm','ticks':[[%s,%s,0],[%s,0,%s]]}", share, most, share, most)))
                    .allMatch(Double::isFinite);
        }
    }

    @Test
    void evaluatesHugeLinesAndRejectsDeepNesting() {
        String tick = "[950,1,50,0],";
        CliResult many = evaluate(RATIO + "[" + tick.repeat(200_000) + "[950,1,50,0]]}\n" + RATIO + "[".repeat(10_000)
                + "]".repeat(10_000) + "}");
        assertThat(many.out().get(0)).startsWith(Json.of("{'logE':["));
        assertThat(many.out().get(1)).startsWith(Json.of("{'error':")).contains("depth");
    }

    @Test
    void returnsExitCodeWhenOutputIsClosed() {
        InputStream before = System.in;
        System.setIn(
                new ByteArrayInputStream(Json.of("{'kind':'nope'}\n").repeat(3).getBytes(StandardCharsets.US_ASCII)));
        try (var broken = new PrintWriter(new ClosedPipe(), false, StandardCharsets.UTF_8)) {
            int exitCode = EvenkeelCli.commandLine().setOut(broken).execute("guard", "evaluate");
            assertThat(exitCode).isEqualTo(1);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void explainsUsageWithoutSubcommand() {
        CliResult result = CliResult.of("guard");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("needs a subcommand").contains("evaluate");
        assertThat(CliResult.of("guard", "evaluate", "--help").out()).anyMatch(line -> line.startsWith("  echo "));
    }

    private static void assertRejected(String line, String message) {
        CliResult result = evaluate(line);
        assertThat(result.out()).singleElement().asString().startsWith(Json.of("{'error':'"));
        assertThat(result.out().getFirst().replace("\\\"", "\"")).contains(message);
        assertThat(result.exitCode()).isEqualTo(1);
    }

    private static List<Double> logEvidence(String line) {
        return GuardResponses.logEvidence(evaluate(line).out().getFirst());
    }

    private static CliResult evaluate(String line) {
        return CliResult.withInput(line + "\n", "guard", "evaluate");
    }

    private static final class ClosedPipe extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
