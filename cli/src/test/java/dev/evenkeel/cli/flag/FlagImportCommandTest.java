// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class FlagImportCommandTest {
    private static final String GOOD = """
            {"features":[{"name":"checkout","enabled":true,"strategies":[{"name":"userWithId","parameters":{"userIds":"ann"}}]}]}
            """;
    private static final String HARD = """
            {"features":[{"name":"checkout","enabled":true,"strategies":[{"name":"weekdays","parameters":{}}]}]}
            """;

    @TempDir
    private Path folder;

    private Path good = Path.of("");
    private Path hard = Path.of("");

    @BeforeEach
    void write() throws IOException {
        good = Files.writeString(folder.resolve("good.json"), GOOD);
        hard = Files.writeString(folder.resolve("hard.json"), HARD);
    }

    @Test
    void printsDefinitionToOutputAndReportToError() {
        var result = CliResult.of("flag", "import", "--from", "unleash", good.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(FlagSnapshot.parse(String.join("\n", result.out()), 1).flagKeys())
                .containsExactly("checkout");
        assertThat(result.err())
                .contains("imported   /features/0/strategies/0  strategy userWithId")
                .contains("2 imported, 1 converted, 0 rejected");
    }

    @Test
    void writesDefinitionToFile() throws IOException {
        Path target = folder.resolve("flags.json");
        var result = CliResult.of("flag", "import", "--from", "unleash", good.toString(), "--out", target.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(FlagSnapshot.parse(Files.readString(target), 1).flagKeys()).containsExactly("checkout");
    }

    @Test
    void printsOneJsonObject() {
        var result = CliResult.of("flag", "import", "--from", "unleash", hard.toString(), "--json");
        assertThat(result.exitCode()).isEqualTo(1);
        var response = new JsonMapper().readTree(String.join("\n", result.out()));
        assertThat(response.path("rejected").intValue()).isEqualTo(2);
        assertThat(response.path("report").get(0).toString())
                .startsWith(
                        Json.of("{'outcome':'rejected','place':'/features/0/strategies/0','part':'strategy weekdays'"));
        assertThat(response.at("/definition/flags/checkout/state").asString()).isEqualTo("DISABLED");
    }

    @Test
    void readsYaml() throws IOException {
        Path yaml = Files.writeString(
                folder.resolve("flags.yaml"), "flags:\n  f:\n    state: ENABLED\n    variants: {on: true}\n");
        assertThat(CliResult.of("flag", "import", "--from", "flagd", yaml.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void recordsFractionalVersionOfFlagdDefinition() throws IOException {
        Path flagd = Files.writeString(folder.resolve("flagd.json"), Json.of("{'flags':{}}"));
        var result = CliResult.of("flag", "import", "--from", "flagd", "--fractional", "v1", flagd.toString());
        assertThat(String.join("", result.out())).contains(Json.of("'evenkeel.fractional' : 'v1'"));
        assertThat(CliResult.of("flag", "import", "--from", "flagd", "--fractional", "v9", flagd.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(CliResult.of("flag", "import", "--from", "unleash", "--fractional", "v1", good.toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void returns2ForUnreadableInput() {
        assertThat(CliResult.of("flag", "import", "--from", "growthbook", good.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(CliResult.of("flag", "import", "--from", "unleash", "missing.json")
                        .exitCode())
                .isEqualTo(2);
        assertThat(CliResult.of("flag", "import", "--from", "elsewhere", good.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(CliResult.of("flag", "import", good.toString()).exitCode()).isEqualTo(2);
    }
}
