// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server of the previous version keeps working after a newer one has migrated the database (ADR 0073): after the
/// baseline, migrations only add.
class MigrationCompatibilityTest {
    private static final int FROM = 2;
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final List<Pattern> BREAKING_PATTERNS = List.of(
            Pattern.compile("\\bdrop\\s+(table|column|view|type|function|sequence)\\b"),
            Pattern.compile("\\bdrop\\s+(?!constraint\\b|index\\b|default\\b|not\\b|trigger\\b)"),
            Pattern.compile("\\brename\\b"),
            Pattern.compile("\\btruncate\\b"),
            Pattern.compile("\\balter\\s+(column\\s+)?\\S+\\s+(set\\s+data\\s+)?type\\b"),
            Pattern.compile("\\bset\\s+not\\s+null\\b"));
    private static final Pattern NEW_COLUMN = Pattern.compile("\\badd\\s+(column\\s+)(if\\s+not\\s+exists\\s+)?[^,;]*");

    /// Statements of a migration that may break an older server.
    private static List<String> findBreakingStatements(String sql) {
        String plain = sql.replaceAll("--[^\n]*", " ").replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        List<String> found = new ArrayList<>();
        for (String statement : plain.split(";")) {
            boolean takes = BREAKING_PATTERNS.stream()
                    .anyMatch(pattern -> pattern.matcher(statement).find());
            boolean asks = NEW_COLUMN
                    .matcher(statement)
                    .results()
                    .anyMatch(column -> column.group().contains("not null")
                            && !column.group().contains("default")
                            && !column.group().contains("generated"));
            if (takes || asks) {
                found.add(statement.strip());
            }
        }
        return found;
    }

    @Test
    void migrationsAfterBaselineAreBackwardCompatible() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(MIGRATIONS)) {
            files = all.filter(file -> version(file) >= 1).sorted().toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            if (version(file) >= FROM) {
                assertThat(findBreakingStatements(Files.readString(file)))
                        .as("%s takes away what a server of the version before needs; see ADR 0073", file)
                        .isEmpty();
            }
        }
    }

    @Test
    void lastMigrationOfPreviousSeriesExists() throws IOException {
        try (Stream<Path> all = Files.list(MIGRATIONS)) {
            assertThat(all.map(MigrationCompatibilityTest::version))
                    .contains(SchemaCompatibility.PREVIOUS_SERIES_MIGRATION);
        }
    }

    private static int version(Path file) {
        return Integer.parseInt(String.valueOf(file.getFileName()).replaceFirst("^V(\\d+)__.*", "$1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table rollout",
                "alter table rollout drop column hold_reason",
                "alter table rollout drop hold_reason",
                "alter table rollout rename column hold_reason to reason",
                "alter table rollout\n  alter column hold_reason type integer using 1",
                "alter table rollout alter hold_reason set data type integer",
                "alter table rollout alter column hold_reason set not null",
                "alter table rollout add column risk text not null",
                "alter table rollout add column a text, add column b text not null, add column c int default 1",
                "truncate rollout"
            })
    void detectsBreakingStatement(String sql) {
        assertThat(findBreakingStatements("-- a comment\ncreate table new (id text not null);\n" + sql + ";"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table news (id text primary key, words text not null)",
                "alter table rollout add column risk text",
                "alter table rollout add column risk text not null default ''",
                "alter table rollout drop constraint rollout_check, add constraint rollout_check check (true)",
                "create index concurrently news_at on rollout (started_at)",
                "alter table rollout alter column risk drop not null",
                "-- drop table rollout"
            })
    void acceptsBackwardCompatibleStatement(String sql) {
        assertThat(findBreakingStatements(sql + ";")).isEmpty();
    }
}
