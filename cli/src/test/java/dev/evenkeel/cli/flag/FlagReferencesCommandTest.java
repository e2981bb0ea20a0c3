// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlagReferencesCommandTest {
    private static final String FLAGS = """
            {"flags":{
              "payment-core":{"state":"ENABLED","variants":{"on":true}},
              "banner.text":{"state":"ENABLED","variants":{"on":true}},
              "banner":{"state":"ENABLED","variants":{"on":true}},
              "forgotten":{"state":"ENABLED","variants":{"on":true}}}}
            """;

    @TempDir
    private Path folder;

    private Path tree = Path.of("");
    private Path flags = Path.of("");

    @BeforeEach
    void write() throws IOException {
        tree = Files.createDirectories(folder.resolve("tree"));
        flags = Files.writeString(tree.resolve("flags.json"), FLAGS);
        writeFile("src/Flags.java", "class Flags {\n    static final String PAYMENT_CORE = \"payment-core\";\n}\n");
        writeFile("src/Pay.java", "class Pay {\n\n    boolean on = flag(PAYMENT_CORE);\n}\n");
        writeFile("web/app.ts", "const on = flags.banner.text && flag('payment-core-2') || flags.banner;\n");
        writeFile("config.yaml", "a: payment-core\nb: my-banner banner_x xbanner\n");
    }

    @Test
    void findsFlagKeysAndTheirConstants() {
        var result = CliResult.of("flag", "references", tree.toString(), "--flags", flags.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsExactly(
                        "banner  1",
                        "  web/app.ts:1",
                        "banner.text  1",
                        "  web/app.ts:1",
                        "forgotten  0",
                        "payment-core  3",
                        "  config.yaml:1",
                        "  src/Flags.java:2",
                        "  src/Pay.java:3 (PAYMENT_CORE)",
                        "No references: forgotten",
                        "Scanned: 4 files, 241 bytes");
    }

    @Test
    void printsOneJsonObject() {
        var result = CliResult.of("flag", "references", tree.toString(), "--flags", flags.toString(), "--json");
        assertThat(String.join("", result.out()))
                .contains(Json.of("{'key':'banner','references':[{'path':'web/app.ts','line':1}]}"))
                .contains(Json.of("{'path':'src/Pay.java','line':3,'constant':'PAYMENT_CORE'}"))
                .contains(Json.of("'unreferenced':['forgotten']"))
                .contains(Json.of("'files':4"));
    }

    @Test
    void skipsFilesThatAreNotSource() throws IOException {
        writeFile("node_modules/x.js", "forgotten");
        writeFile(".cache/x", "forgotten");
        writeFile("target/x", "forgotten");
        writeFile("image.png", "forgotten\0");
        writeFile("huge.txt", "forgotten ".repeat(200_000));
        assertThat(unreferenced()).contains("No references: forgotten");
    }

    @Test
    void respectsGitignoreInCheckout() throws IOException, InterruptedException {
        writeFile(".gitignore", "generated/\n");
        writeFile("generated/x.js", "forgotten");
        writeFile("target/x.js", "\"banner\"");
        int made = new ProcessBuilder("git", "init", "-q")
                .directory(tree.toFile())
                .start()
                .waitFor();
        assertThat(made).isZero();
        assertThat(unreferenced()).contains("No references: forgotten").contains("  target/x.js:1");
    }

    @Test
    void returns2WithoutDirectoryOrFlags() {
        assertThat(CliResult.of("flag", "references", "missing", "--flags", flags.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(CliResult.of("flag", "references", tree.toString()).exitCode())
                .isEqualTo(2);
    }

    private List<String> unreferenced() {
        return CliResult.of("flag", "references", tree.toString(), "--flags", flags.toString())
                .out();
    }

    private void writeFile(String name, String text) throws IOException {
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
