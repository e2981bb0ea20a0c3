// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.SloApi.SloWeekImportResponse;
import dev.evenkeel.api.SloApi.SloWeekResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SloWeeklyCountsCommandTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final StubServer server = new StubServer();

    private CliResult importCsv(String csv) throws IOException {
        Path file = Files.writeString(folder.resolve("weeks.csv"), csv);
        return server.run("slo", "history", "pay", "--import", file.toString(), "--reason", "the old dashboard");
    }

    @Test
    void importsWeeklyCounts() throws IOException {
        server.respond(new SloWeekImportResponse(2));
        CliResult result = importCsv("weekStart, failures, calls\n2026-01-05,12,1000\n\n2026-01-12,9,900\n");
        assertThat(result.out()).containsExactly("2 new weeks imported.");
        assertThat(server.requests()).containsExactly(Json.of("""
                        POST /api/v1/slos/pay/weeks {'weeks':[{'weekStart':'2026-01-05','failures':12,'calls':1000},\
                        {'weekStart':'2026-01-12','failures':9,'calls':900}],'reason':'the old dashboard'}"""));
    }

    @Test
    void rejectsMissingColumn() throws IOException {
        CliResult result = importCsv("week,failures,calls\n");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("the first line of ", " must be weekStart,failures,calls");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void rejectsInvalidRows() throws IOException {
        assertThat(importCsv("weekStart,failures,calls\n2026-01-05,twelve,1000\n")
                        .err())
                .contains("line 2 of", "must be whole numbers, got twelve and 1000");
        assertThat(importCsv("weekStart,failures,calls\n5 January,12,1000\n").err())
                .contains("weekStart must be a date such as 2026-01-05, got 5 January");
        assertThat(importCsv("weekStart,failures,calls\n2026-01-05,12\n").err()).contains("has 2 columns, expected 3");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void listsWeeklyCounts() {
        server.respond(List.of(new SloWeekResponse(LocalDate.parse("2026-01-05"), 12, 1_000, true)));
        assertThat(server.run("slo", "history", "pay").out())
                .containsExactly("WEEK        FAILURES  CALLS  SOURCE", "2026-01-05  12        1000   imported");
    }
}
