// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.DecisionRecordApi.DecisionRecordDetailsResponse;
import dev.evenkeel.api.DecisionRecordApi.DecisionRecordResponse;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Responses of an untrusted server cannot write outside the output folder or control the terminal.
class UntrustedServerResponseTest {
    private static final String ESCAPES = "a\\u001b[2Jb\\u009b1mc\\r\\nDone: approved\\u202ed";

    @RegisterExtension
    private final StubServer server = new StubServer();

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void createOutputFolder() throws IOException {
        out = Files.createDirectories(folder.resolve("work/out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil", "..", "/tmp/evenkeel-evil", "a/b", ".ssh", "a\\u0000b", "", "a\\\\..\\\\b"})
    void exportRejectsKindsWithUnsafeNames(String kind) throws IOException {
        server.respond(objects(object(kind, "one")));
        CliResult result = server.run("export", "--out", out.toString());
        assertThat(result.exitCode()).as("%s", result).isEqualTo(2);
        assertThat(result.err()).contains("invalid file name");
        assertThat(files()).isEmpty();
    }

    @Test
    void exportReplacesUnsafeCharactersInFileNames() throws IOException {
        server.respond(
                objects(object("Flag", "../../../evil"), object("Flag", "/etc/passwd"), object("Flag", ".profile")));
        assertThat(server.run("export", "--out", out.toString()).exitCode()).isZero();
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "work/out/flag/_._.._.._evil.yaml",
                        "work/out/flag/_etc_passwd.yaml",
                        "work/out/flag/_profile.yaml");
    }

    @Test
    void exportRejectsObjectsWithSameFileName() {
        server.respond(objects(object("Flag", "a/b"), object("Flag", "A_B")));
        CliResult result = server.run("export", "--out", out.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("two objects have the same file name");
    }

    @Test
    void exportRejectsSymbolicLinkToFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "kept");
        server.respond(objects(object("Flag", "one")));
        Files.createSymbolicLink(Files.createDirectories(out.resolve("flag")).resolve("one.yaml"), secret);
        CliResult result = server.run("export", "--out", out.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("symbolic link");
        assertThat(secret).hasContent("kept");
    }

    @Test
    void exportRejectsSymbolicLinkToDirectory() throws IOException {
        server.respond(objects(object("Flag", "one")));
        Files.createSymbolicLink(out.resolve("flag"), folder);
        assertThat(server.run("export", "--out", out.toString()).err()).contains("symbolic link");
        assertThat(folder.resolve("one.yaml")).doesNotExist();
    }

    @Test
    void exportAcceptsSymbolicLinkAsFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), out);
        server.respond(objects(object("Flag", "one")));
        assertThat(server.run("export", "--out", link.toString()).exitCode()).isZero();
        assertThat(out.resolve("flag/one.yaml")).exists();
    }

    @Test
    void schemaExportRejectsPathTraversal() throws IOException {
        server.respond(Json.of("{'kinds':[{'kind':'../../evil','apiVersion':'v1','description':'x'}]}"));
        CliResult result = server.run("schema", "--out", out.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(files()).isEmpty();
    }

    @Test
    void decisionRecordExportRejectsPathTraversal() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside.md"), "kept");
        var header =
                new DecisionRecordResponse("../../outside", "evil", null, null, List.of(), List.of(), List.of(), true);
        server.respond(new DecisionRecordDetailsResponse(header, "", List.of(), "evil"));
        server.on("GET", "/api/v1/decision-records").respond(List.of(header));
        CliResult result = server.run("decision-record", "export", out.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(outside).hasContent("kept");
    }

    @Test
    void replacesControlCharactersInTables() {
        server.respond(Json.of("""
                [{'key':'%s','name':'%s','kind':'TOOL','ring':'ADOPT','since':'2026-01-01T00:00:00Z','uses':[],\
                'packages':[],'hours':0,'incidents':0,'novel':false,\
                'unknown':{'incidents':{'mean':0,'low':0,'high':0},'probability':0},'ringChanges':[]}]""", ESCAPES, ESCAPES));
        CliResult result = server.run("tech", "list");
        assertThat(result.out()).as("%s", result).hasSize(2);
        assertThat(String.join("\n", result.out())).contains("a\uFFFD[2Jb\uFFFD1mc Done: approved\uFFFDd");
        assertIsPlain(result);
    }

    @Test
    void printsMessageOnOneLineDespiteLineBreaks() {
        server.respond(approval());
        CliResult sentence = server.run("approval", "create", "core", "--reason", "fine");
        assertThat(sentence.out()).as("%s", sentence).hasSize(1);
        assertIsPlain(sentence);
    }

    @Test
    void printsJsonWithoutReplacingCharacters() {
        server.respond(approval());
        CliResult json = server.run("approval", "create", "core", "--reason", "fine", "--json");
        assertThat(String.join("\n", json.out())).contains("a\\u001B[2Jb\u009b1mc\\r\\nDone: approved\u202ed");
    }

    @Test
    void replacesControlCharactersInErrors() {
        server.setStatus(409);
        server.respond(
                Json.of("{'detail':'%s','problems':[{'pointer':'%s','message':'%s'}]}", ESCAPES, ESCAPES, ESCAPES));
        assertIsPlain(server.run("tech", "list"));
    }

    @Test
    void replacesControlCharactersOfErrorPage() {
        server.setStatus(409);
        server.respond("<html>\u001b]52;c;ZXZpbA==\u0007");
        CliResult page = server.run("tech", "list");
        assertThat(page.err()).contains("responded with HTTP 409: <html>\uFFFD]52;c;ZXZpbA==");
        assertIsPlain(page);
    }

    @Test
    void replacesControlCharactersOfResponseThatIsNotJson() {
        server.respond("\u001b[2J");
        assertIsPlain(server.run("tech", "list"));
    }

    @Test
    void preservesLineBreaksAndTabsInMultilineText() {
        server.on("GET", "/api/v1/incidents/i-1/review.md").respond("# One\n\n\t\u001b[31mred\n");
        assertThat(server.run("incident", "export", "i-1").out()).containsExactly("# One", "", "\t\uFFFD[31mred");
    }

    private static String approval() {
        return """
                {"environment":"default","flag":"core","valid":true,"id":"%1$s","approvedBy":"%1$s","reason":"%1$s",
                 "version":1,"approvedAt":"2026-12-01T00:00:00Z","expiresAt":"2026-12-02T00:00:00Z"}""".formatted(ESCAPES);
    }

    private static void assertIsPlain(CliResult result) {
        assertThat((String.join("\n", result.out()) + result.err()).replace("\r\n", "\n"))
                .doesNotContainPattern("[\\p{Cc}&&[^\n\t]]")
                .isNotBlank();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    private static String objects(String... objects) {
        return Json.of("{'objects':[%s]}", String.join(",", objects));
    }

    private static String object(String kind, String name) {
        return Json.of("{'kind':'%s','metadata':{'name':'%s'},'spec':{}}", kind, name);
    }
}
