// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.FreezeWindow;
import dev.evenkeel.files.freeze.FreezeCalendar;
import dev.evenkeel.files.freeze.FreezeDuration;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class FreezeCommandsTest {
    private static final FreezeCalendar WEEKEND = new FreezeCalendar(List.of(new FreezeWindowDefinition(
            "weekend",
            FreezeWindow.AllowDenyKind.DENY,
            "nobody is here",
            LocalDateTime.parse("2026-01-02T18:00"),
            ZoneId.of("Europe/Zurich"),
            new FreezeDuration(2, Duration.ofHours(14)),
            "FREQ=WEEKLY;BYDAY=FR",
            List.of(),
            new FreezeScope(Set.of("prod"), Set.of(), Set.of(), Set.of("normal")))));

    @RegisterExtension
    private final StubServer server = new StubServer();

    @TempDir
    private Path directory;

    @Test
    void appliesAndShowsFreezeCalendar() throws IOException {
        server.on("PUT", "/api/v1/freeze-windows").respond(WEEKEND);
        Path file = Files.writeString(directory.resolve("freezes.yaml"), "windows:\n  - name: weekend\n");
        assertThat(server.run("freeze", "apply", file.toString(), "--prune", "--reason", "of 2027")
                        .out())
                .containsExactly(
                        "NAME     KIND  START             TIME ZONE      DURATION  RECURRENCE            SCOPE"
                                + "                              REASON",
                        "weekend  DENY  2026-01-02T18:00  Europe/Zurich  P2DT14H   FREQ=WEEKLY;BYDAY=FR  environments"
                                + " prod; classes normal  nobody is here");
        assertThat(server.requests())
                .containsExactly(
                        Json.of("PUT /api/v1/freeze-windows?reason=of%202027 {'windows':[{'name':'weekend'}]}"));
    }

    @Test
    void applyReturns2WithoutFile() {
        String missing = directory.resolve("none.yaml").toString();
        assertThat(server.run("freeze", "apply", missing).exitCode()).isEqualTo(2);
    }

    @Test
    void deletesFreezeWindow() {
        assertThat(server.run("freeze", "delete", "busy season", "--reason", "it ended early")
                        .out())
                .containsExactly("Freeze window \"busy season\" deleted.");
        assertThat(server.requests())
                .containsExactly("DELETE /api/v1/freeze-windows/busy%20season?reason=it%20ended%20early");
    }

    @Test
    void deletePrintsDeletedWindowAsJson() {
        assertThat(server.run("freeze", "delete", "weekend", "--json").out())
                .containsExactly(Json.of("{'name':'weekend','deleted':true}"));
    }

    @Test
    void exportsAndImportsICalendar() throws IOException {
        server.respond(WEEKEND);
        CliResult exported = server.run("freeze", "export");
        assertThat(exported.out()).contains("BEGIN:VEVENT", "RRULE:FREQ=WEEKLY;BYDAY=FR", "END:VCALENDAR");
        Path file = Files.writeString(directory.resolve("freezes.ics"), String.join("\r\n", exported.out()) + "\r\n");
        assertThat(server.run("freeze", "import", file.toString()).exitCode()).isZero();
        assertThat(server.lastRequest()).startsWith("PATCH /api/v1/freeze-windows?reason= ");
        var mapper = new JsonMapper();
        assertThat(mapper.readTree(server.lastRequestBody())).isEqualTo(mapper.readTree(StubServer.toJson(WEEKEND)));
    }

    @Test
    void importReturns1ForUnsupportedEvent() throws IOException {
        Path file = Files.writeString(directory.resolve("odd.ics"), """
                BEGIN:VCALENDAR
                VERSION:2.0
                BEGIN:VEVENT
                SUMMARY:odd
                DTSTART;TZID=Middle-earth:20270101T000000
                DURATION:PT24H
                END:VEVENT
                END:VCALENDAR
                """);
        CliResult result = server.run("freeze", "import", file.toString(), "--dry-run");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("\"odd\" was skipped: unknown time zone \"Middle-earth\"");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void importSkipsCancelledEventAndReturns0() throws IOException {
        Path file = Files.writeString(directory.resolve("cancelled.ics"), """
                BEGIN:VCALENDAR
                VERSION:2.0
                BEGIN:VEVENT
                SUMMARY:Release freeze
                STATUS:CANCELLED
                DTSTART:20270101T000000Z
                DURATION:PT24H
                END:VEVENT
                END:VCALENDAR
                """);
        CliResult result = server.run("freeze", "import", file.toString(), "--dry-run");
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("\"Release freeze\" was skipped: it is cancelled");
        assertThat(server.requests()).isEmpty();
    }
}
