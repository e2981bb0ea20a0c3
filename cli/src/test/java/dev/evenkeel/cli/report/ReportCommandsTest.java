// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.ReportApi.Lesson;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandsTest {
    private static final String PAGE = "<!doctype html><title>memo</title><h1>Decision</h1>";
    private static final String DATA = """
            {"title":"Decision","subtitle":"payments","sections":[{"title":"Decision","appendix":false,
              "blocks":[{"kind":"gap","missing":"nobody has decided yet","remedy":"decide"}]}],
             "gaps":[{"missing":"nobody has decided yet","remedy":"decide"}]}""";

    @RegisterExtension
    private final StubServer server = new StubServer();

    @TempDir
    private Path folder;

    @BeforeEach
    void respondWithMemo() {
        server.respond(DATA);
        server.on("GET", "/api/v1/assessments/ra-1/memo?markdown=true").respond("# Decision\n");
        server.on("GET", "/assessments/ra-1/memo.html").respond(PAGE);
    }

    @Test
    void printsMarkdown() {
        CliResult result = server.run("report", "memo", "ra-1");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).containsExactly("# Decision");
    }

    @Test
    void writesHtmlFileAndReportsMissingRecords() throws IOException {
        Path file = folder.resolve("memo.html");
        assertThat(server.run("report", "memo", "ra-1", "--html", file.toString())
                        .out())
                .containsExactly(file + " written. 1 missing record: nobody has decided yet");
        assertThat(file).hasContent(PAGE);
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "EVENKEEL_CHROMIUM",
            matches = ".+",
            disabledReason = "./evenkeel test finds a Chromium")
    void writesPdfFile() throws IOException {
        Path file = folder.resolve("memo.pdf");
        CliResult result = server.run("report", "memo", "ra-1", "--pdf", file.toString());
        assertThat(result.out()).containsExactly(file + " written. 1 missing record: nobody has decided yet");
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
    }

    @Test
    void requestsChangeReport() {
        server.run("report", "change", "core");
        assertThat(server.requests())
                .containsExactly(
                        "GET /api/v1/environments/default/flags/core/change-report",
                        "GET /api/v1/environments/default/flags/core/change-report?markdown=true");
    }

    @Test
    void recordsLesson() {
        server.respond(new Lesson("l-1", Instant.parse("2026-12-01T00:00:00Z"), "lea", "ask earlier", "f-1"));
        server.run("report", "lesson", "core", "ask earlier", "--related-to", "f-1", "--on-behalf-of", "lea");
        assertThat(server.requests()).containsExactly(Json.of("""
                        POST /api/v1/environments/default/flags/core/lessons \
                        {'lesson':'ask earlier','relatedTo':'f-1','onBehalfOf':'lea'}"""));
    }
}
