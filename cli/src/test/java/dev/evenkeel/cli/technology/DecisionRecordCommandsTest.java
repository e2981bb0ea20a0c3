// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.DecisionRecordApi.DecisionRecordDetailsResponse;
import dev.evenkeel.api.DecisionRecordApi.DecisionRecordResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DecisionRecordCommandsTest {
    private static final DecisionRecordResponse HEADER = new DecisionRecordResponse(
            "0007-use-quarkus", "Use Quarkus", "accepted", null, List.of("anna"), List.of(), List.of(), true);
    private static final DecisionRecordDetailsResponse RECORD =
            new DecisionRecordDetailsResponse(HEADER, "", List.of(), "# Use  Quarkus\n");

    @RegisterExtension
    private final StubServer server = new StubServer();

    @TempDir
    private Path directory;

    @Test
    void importsDecisionRecords() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("decisions"));
        Files.writeString(folder.resolve("0007-use-quarkus.md"), "---\nstatus: accepted\n---\n# Use Quarkus\n");
        Files.writeString(folder.resolve("README.md"), "about");
        server.on("PUT", "/api/v1/decision-records").respond(List.of(HEADER));
        CliResult result = server.run("decision-record", "import", folder.toString());
        assertThat(result.out())
                .containsExactly(
                        "ID                STATUS    DATE  DECIDED BY  TITLE",
                        "0007-use-quarkus  accepted  -     anna        Use Quarkus");
        assertThat(result.err()).contains("Note: README.md is skipped");
        assertThat(server.lastRequest())
                .contains("\"0007-use-quarkus\":\"---\\nstatus: accepted\\n---\\n# Use Quarkus\\n\"");
    }

    @Test
    void exportsDecisionRecords() {
        server.on("GET", "/api/v1/decision-records").respond(List.of(HEADER));
        server.on("GET", "/api/v1/decision-records/0007-use-quarkus").respond(RECORD);
        Path out = directory.resolve("out");
        assertThat(server.run("decision-record", "export", out.toString()).out())
                .containsExactly("Wrote 1 of 1 decision records to " + out + ": 0007-use-quarkus.md.");
        assertThat(out.resolve("0007-use-quarkus.md")).hasContent("# Use  Quarkus\n");
    }

    @Test
    void showsDecisionRecord() {
        server.on("GET", "/api/v1/decision-records/0007-use-quarkus").respond(RECORD);
        assertThat(server.run("decision-record", "show", "0007-use-quarkus").out())
                .containsExactly("# Use  Quarkus");
    }

    @Test
    void rejectsFolderWithoutRecords() {
        assertThat(server.run("decision-record", "import", directory.toString()).err())
                .contains("contains no decision records");
    }
}
