// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.EvenkeelCli;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLogicEvaluateCommandTest {
    @Test
    void evaluatesLinesInOrder() {
        CliResult result = CliResult.withInput("""
                {"rule":{">":[{"var":"age"},17]},"data":{"age":20}}

                {"rule":{"cat":["Zürich ",{"var":""}]},"data":1.0}
                {"rule":{"var":"nothing"}}
                {"rule":[1,1.0,10000000000000000000000]}
                """, "logic");
        assertThat(result.out()).containsExactly("true", "\"Zürich 1\"", "null", "[1,1.0,10000000000000000000000]");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void reportsInvalidLinesAndContinues() {
        CliResult result = CliResult.withInput("""
                {"rule":{"nope":[{"also-no":1}]}}
                {"data":1}
                {"rule":1,"rule":2}
                hello
                [1]
                {"rule":{"+":[1,2]}}
                """, "logic");
        assertThat(result.out()).hasSize(6);
        assertThat(result.out().get(0)).startsWith(Json.of("{'error':")).contains("nope");
        assertThat(result.out().get(1)).contains("no \\\"rule\\\"");
        assertThat(result.out().get(2)).contains("Duplicate");
        assertThat(result.out().get(3)).contains("not JSON");
        assertThat(result.out().get(4)).contains("a line must be an object");
        assertThat(result.out().get(5)).isEqualTo("3");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void rejectsOnlyLinesThatAreNotUtf8() {
        byte[] input = Json.of("{'rule':'\u00e9'}\n{'rule':1}\n").getBytes(StandardCharsets.ISO_8859_1);
        CliResult result = CliResult.withBytes(input, "logic");
        assertThat(result.out()).containsExactly(Json.of("{'error':'the line is not UTF-8'}"), "1");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void acceptsByteOrderMarkCarriageReturnsAndUnterminatedLine() {
        CliResult result = CliResult.withInput(Json.of("\uFEFF{'rule':1}\r\n   \r\n{'rule':2}"), "logic");
        assertThat(result.out()).containsExactly("1", "2");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void evaluatesHugeLinesAndRejectsDeepNesting() {
        String nested = Json.of("{'rule':%s%s}", "[".repeat(10_000), "]".repeat(10_000));
        String longest = Json.of("{'rule':{'var':'x'},'data':{'x':'%s'}}", "y".repeat(8_000_000));
        CliResult result = CliResult.withInput(
                nested + "\n" + longest + "\n"
                        + nested.replace("[", Json.of("{'!':[")).replace("]", "]}") + "\n",
                "logic");
        assertThat(result.out()).hasSize(3);
        assertThat(result.out().get(0)).startsWith(Json.of("{'error':")).contains("depth");
        assertThat(result.out().get(1)).hasSize(8_000_002);
        assertThat(result.out().get(2)).startsWith(Json.of("{'error':")).contains("depth");
    }

    @Test
    void returnsNullForInvalidFlagdOperatorArguments() {
        CliResult result = CliResult.withInput("""
                {"rule":{"starts_with":["abc"]}}
                {"rule":{"ends_with":["abc",1]}}
                {"rule":{"sem_ver":["1.0.0","===","1.0.0"]}}
                {"rule":{"fractional":[["a",0.5]]},"data":{"targetingKey":"u"}}
                {"rule":{"==":[1]}}
                """, "logic");
        assertThat(result.out().subList(0, 4)).containsOnly("null");
        assertThat(result.out().get(4)).startsWith(Json.of("{'error':"));
    }

    @Test
    void stopsWhenOutputIsClosed() {
        InputStream before = System.in;
        System.setIn(new EndlessLines());
        try (var broken = new PrintWriter(new ClosedPipe(), false, StandardCharsets.UTF_8)) {
            int exitCode = EvenkeelCli.commandLine().setOut(broken).execute("logic");
            assertThat(exitCode).isZero();
        } finally {
            System.setIn(before);
        }
    }

    private static final class EndlessLines extends InputStream {
        private static final byte[] LINE = Json.of("{'rule':1}\n").getBytes(StandardCharsets.US_ASCII);

        private int position;

        @Override
        public int read() {
            position = (position + 1) % LINE.length;
            return LINE[(position + LINE.length - 1) % LINE.length];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) read();
            }
            return length;
        }
    }

    private static final class ClosedPipe extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    @Test
    void evaluatesFractionalWithFlagKeyOfLine() {
        CliResult result = CliResult.withInput("""
                {"rule":{"fractional":[["a",1],["b",1]]},"data":{"targetingKey":"u-1"},"flagKey":"f"}
                {"rule":{"fractional":[["a",1],["b",1]]},"data":{"targetingKey":"u-1"},"flagKey":"f"}
                """, "logic");
        assertThat(result.out().getFirst()).isIn("\"a\"", "\"b\"");
        assertThat(result.out()).containsOnly(result.out().getFirst());
    }
}
