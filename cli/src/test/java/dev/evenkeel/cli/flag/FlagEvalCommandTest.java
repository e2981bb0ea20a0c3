// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FlagEvalCommandTest {
    private static final String FLAGS = """
            {"flags":{
              "plan":{"state":"ENABLED","variants":{"old":"classic","new":"modern"},"defaultVariant":"old",
                "targeting":{"if":[{"==":[{"var":"country"},"CH"]},"new",{"$ref":"late"}]}},
              "broken":{"state":"ENABLED","variants":{"a":1},"targeting":{"cat":["z"]}}},
             "$evaluators":{"late":{"if":[{">":[{"var":"$flagd.timestamp"},1800000000]},"new",null]}}}
            """;

    @RegisterExtension
    private final StubServer server = new StubServer();

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("flags.json"), FLAGS).toString();
    }

    @Test
    void showsEvaluationTrace() {
        CliResult result =
                CliResult.of("flag", "eval", "plan", "--flags", file, "--context", Json.of("{'country':'CH'}"));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("value    \"modern\"", "variant  new", "reason   TARGETING_MATCH");
        assertThat(result.out().stream().map(line -> line.strip().replaceAll(" +", " ")))
                .endsWith(
                        "if -> \"new\" /flags/plan/targeting",
                        "== -> true /flags/plan/targeting/if/0",
                        "var -> \"CH\" /flags/plan/targeting/if/0/==/0");
    }

    @Test
    void readsContextFromFile() throws IOException {
        Path context = Files.writeString(folder.resolve("context.json"), Json.of("{'country': 'CH'}"));

        CliResult result = CliResult.of("flag", "eval", "plan", "--flags", file, "--context", "@" + context);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("variant  new");
    }

    @Test
    void evaluatesAtGivenTime() {
        JsonNode before = json("flag", "eval", "plan", "--flags", file, "--at", "2026-12-01T00:00:00Z", "--json");
        JsonNode after = json("flag", "eval", "plan", "--flags", file, "--at", "2028-01-01T00:00:00Z", "--json");
        assertThat(before.path("variant").asString()).isEqualTo("old");
        assertThat(before.path("reason").asString()).isEqualTo("DEFAULT");
        assertThat(after.path("value").asString()).isEqualTo("modern");
        assertThat(after.path("trace").path(3).path("pointer").asString()).isEqualTo("/$evaluators/late");
        assertThat(after.path("trace").path(3).path("depth").asInt()).isEqualTo(1);
    }

    @Test
    void returns1WhenEvaluationFails() {
        CliResult result = CliResult.of("flag", "eval", "broken", "--flags", file);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("error    GENERAL");
        assertThat(CliResult.of("flag", "eval", "none", "--flags", file).exitCode())
                .isEqualTo(1);
    }

    @Test
    void reportsInvalidDefinition() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.json"), Json.of("{'flags':{'a':{'state':'ON'}}}"));
        CliResult result = CliResult.of("flag", "eval", "a", "--flags", bad.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("2 problems").contains("/flags/a/state");
    }

    @Test
    void rejectsMissingFile() {
        assertThat(CliResult.of("flag", "eval", "a", "--flags", "nowhere.json").err())
                .contains("nowhere.json");
    }

    @Test
    void rejectsContextThatIsNoObject() {
        assertThat(CliResult.of("flag", "eval", "plan", "--flags", file, "--context", "[1]")
                        .err())
                .contains("must be a JSON object");
    }

    @Test
    void requiresTokenForServer() {
        assertThat(CliResult.of("flag", "eval", "plan").err()).contains("--token", "EVENKEEL_TOKEN");
    }

    @Test
    void rejectsFlagsWithServer() {
        assertThat(CliResult.of("flag", "eval", "plan", "--flags", file, "--server", "http://127.0.0.1:1")
                        .err())
                .contains("--flags and --server exclude each other");
    }

    @Test
    void requiresSubcommand() {
        assertThat(CliResult.of("flag").exitCode()).isEqualTo(2);
    }

    @Test
    void evaluatesOtherFlagsAndWarnsAboutInvalidRule() throws IOException {
        String odd = Files.writeString(
                        folder.resolve("odd.json"),
                        FLAGS.replace(
                                Json.of("'flags':{"),
                                Json.of(
                                        "'flags':{'odd':{'state':'ENABLED','variants':{'a':1},'targeting':{'nope':[]}},")))
                .toString();
        CliResult fine = CliResult.of("flag", "eval", "plan", "--flags", odd);
        assertThat(fine.exitCode()).isZero();
        assertThat(fine.err()).contains("warning: ", "/flags/odd/targeting");
        CliResult broken = CliResult.of("flag", "eval", "odd", "--flags", odd);
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.out()).contains("error    PARSE_ERROR");
    }

    @Test
    void rejectsInvalidServerAddress() {
        for (String address : new String[] {"localhost:8080", "ftp://x", "/path"}) {
            CliResult result = CliResult.of("flag", "eval", "plan", "--server", address, "--sdk-key", "KEY");
            assertThat(result.exitCode()).as(address).isEqualTo(2);
            assertThat(result.err()).contains("--server", address);
        }
    }

    @Test
    void fetchesFlagsWithApiToken() {
        server.respond(FLAGS);
        CliResult result =
                server.run("flag", "eval", "plan", "--context", Json.of("{'country':'CH'}"), "--environment", "prod");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("variant  new");
        assertThat(server.requests()).containsExactly("GET /api/v1/environments/prod/flags?delivered=true");
    }

    @Test
    void fetchesFlagsWithSdkKey() {
        JsonNode response = json("flag", "eval", "plan", "--server", serverForSdkKey(), "--sdk-key", "KEY", "--json");
        assertThat(response.path("variant").asString()).isEqualTo("old");
    }

    @Test
    void reportsInvalidSdkKeyWithoutPrintingIt() {
        CliResult result = CliResult.of("flag", "eval", "plan", "--server", serverForSdkKey(), "--sdk-key", "wrong");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("401").doesNotContain("wrong");
    }

    /* Returns the address of a server that accepts only the SDK key KEY. */
    private String serverForSdkKey() {
        server.requireToken("KEY");
        server.on("GET", "/sdk/v1/flags").respond(WireCodec.encode(new SnapshotMessage("default", 1, FLAGS)));
        return server.address();
    }

    @Test
    void returns3WhenServerIsUnreachable() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        CliResult result =
                CliResult.of("flag", "eval", "plan", "--server", "http://127.0.0.1:" + port, "--sdk-key", "KEY");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("No response from");
    }

    private static JsonNode json(String... arguments) {
        CliResult result = CliResult.of(arguments);
        assertThat(result.exitCode()).as("%s", result).isZero();
        return new JsonMapper().readTree(String.join("\n", result.out()));
    }
}
