// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.FlagUsageApi.CodeReferenceSummary;
import dev.evenkeel.api.FlagUsageApi.EnvironmentFlagStalenessResponse;
import dev.evenkeel.api.FlagUsageApi.FlagUsageRow;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.stale.VariantUsage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

class FlagStaleCommandTest {
    private static final String PATH = "/api/v1/environments/default/stale-flags";
    private static final Instant SCANNED = Instant.parse("2026-12-30T00:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant EVALUATED = Instant.parse("2026-12-31T09:00:00Z");
    private static final Instant EVALUATED_BEFORE = Instant.parse("2026-12-29T09:00:00Z");
    private static final FlagUsageRow STALE = new FlagUsageRow(
            "done",
            "stale",
            List.of(
                    "serves only \"on\" since 2026-11-01",
                    "is 60 days old, of type release which is needed for 40 days"),
            "keep only the code for \"on\" in 2 places, then delete the flag",
            "release",
            false,
            NOVEMBER,
            EVALUATED,
            List.of(
                    new VariantUsage("on", NOVEMBER, EVALUATED),
                    new VariantUsage("off", Instant.parse("2026-10-01T00:00:00Z"), NOVEMBER)),
            new CodeReferenceSummary(1, 2, SCANNED, List.of("shop src/A.java:3", "shop src/B.java:14")));
    private static final FlagUsageRow UNKNOWN = new FlagUsageRow(
            "dark",
            "unknown",
            List.of("cannot be judged"),
            "connect the services that use it",
            "kill-switch",
            false,
            Instant.parse("2026-10-01T00:00:00Z"),
            null,
            List.of(),
            null);
    private static final FlagUsageRow ACTIVE = new FlagUsageRow(
            "live",
            "active",
            List.of("serves \"on\" and the caller's default"),
            "",
            "release",
            false,
            Instant.parse("2026-12-20T00:00:00Z"),
            EVALUATED_BEFORE,
            List.of(
                    new VariantUsage("", EVALUATED_BEFORE, EVALUATED_BEFORE),
                    new VariantUsage("on", EVALUATED_BEFORE, EVALUATED_BEFORE)),
            new CodeReferenceSummary(1, 0, SCANNED, List.of()));

    @RegisterExtension
    private final StubServer server = new StubServer();

    private void respondWith(FlagUsageRow... flags) {
        server.on("GET", PATH)
                .respond(new EnvironmentFlagStalenessResponse(
                        "default", Instant.parse("2026-12-31T12:00:00Z"), 30, null, null, null, List.of(flags)));
    }

    @Test
    void showsSignalsReasonsAndRemedies() {
        respondWith(STALE, UNKNOWN, ACTIVE);
        CliResult result = server.run("flag", "stale", "--days", "30");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .containsExactly(
                        "FLAG  STATUS   EVALUATED   SERVES  AGE   TYPE         CODE",
                        "done  stale    today       on      60 d  release      2",
                        "dark  unknown  never seen  -       91 d  kill-switch  ?",
                        "",
                        "done",
                        "    serves only \"on\" since 2026-11-01; is 60 days old, of type release which is needed for 40"
                                + " days",
                        "    -> keep only the code for \"on\" in 2 places, then delete the flag",
                        "       shop src/A.java:3",
                        "       shop src/B.java:14",
                        "dark",
                        "    cannot be judged",
                        "    -> connect the services that use it",
                        "",
                        "Environment default, window of 30 days: 1 stale, 1 unknown, 1 active.");
        assertThat(result.out()).allMatch(line -> line.length() <= 100);
        assertThat(server.requests()).containsExactly("GET " + PATH + "?days=30");
    }

    @Test
    void returns0WithoutStaleFlags() {
        respondWith(UNKNOWN, ACTIVE);
        assertThat(server.run("flag", "stale").exitCode()).isZero();
    }

    @Test
    void omitsActiveFlags() {
        respondWith(ACTIVE);
        assertThat(server.run("flag", "stale").out())
                .containsExactly("Environment default, window of 30 days: 1 active.");
    }

    @Test
    void listsActiveFlagsWithAll() {
        respondWith(ACTIVE);
        assertThat(server.run("flag", "stale", "--all").out())
                .contains("live  active  2 d ago    (default), on  11 d  release  0");
    }

    @Test
    void reportsEnvironmentWithoutFlags() {
        respondWith();
        assertThat(server.run("flag", "stale").out())
                .containsExactly("Environment default, window of 30 days: no flags.");
    }

    @Test
    void printsServerResponseAsJson() {
        respondWith(STALE);
        CliResult result = server.run("flag", "stale", "--json");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(new JsonMapper()
                        .readTree(result.out().getFirst())
                        .at("/flags/0/references/count")
                        .asInt())
                .isEqualTo(2);
    }
}
