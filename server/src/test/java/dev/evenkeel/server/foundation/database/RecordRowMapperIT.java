// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Writes records to PostgreSQL by [ConvertingJdbcClient] and reads them by [RecordRowMapper].
final class RecordRowMapperIT {
    private static final JdbcClient JDBC =
            new ConvertingJdbcClient(JdbcClient.create(new DriverManagerDataSource(TestServer.freshDatabase())));

    private static final Instant AT = Instant.parse("2026-03-29T01:30:00.123456Z");

    private enum Phase {
        FIRST,
        LAST
    }

    private record Count(long calls, int failures) {}

    private record Period(Instant from, @Nullable String note) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Row(
            String id,
            Instant startedAt,
            @Nullable Instant endedAt,
            Phase phase,
            @Nullable Phase lastPhase,
            Percent exposure,
            List<String> tags,
            @Nullable Long size,
            boolean done,
            double rate,
            byte[] salt,
            LocalDate day,
            Count count,
            Map<String, String> labels) {}

    @Test
    void readsRecordAsWritten() {
        var written = new Row(
                "a",
                AT,
                null,
                Phase.LAST,
                null,
                new Percent(250),
                List.of("x", "y,z"),
                null,
                true,
                0.5,
                new byte[] {1, 2},
                LocalDate.of(2026, 3, 29),
                new Count(5, 1),
                Map.of("k", "v"));
        JDBC.sql("""
                        create table written (id text, started_at timestamptz, ended_at timestamptz, phase text,
                            last_phase text, exposure int, tags text[], size bigint, done boolean, rate float8, salt bytea,
                            day date, count jsonb, labels jsonb)
                        """).update();
        JDBC.sql("""
                        insert into written values (:id, :startedAt, :endedAt, :phase, :lastPhase, :exposure, :tags,
                            :size, :done, :rate, :salt, :day, :count::jsonb, :labels::jsonb)
                        """)
                .paramSource(written)
                .param("count", Json.of("{'calls':5,'failures':1}"))
                .param("labels", Json.of("{'k':'v'}"))
                .update();

        Row read = JDBC.sql("select * from written where phase = any(:phases) and started_at = :at")
                .param("phases", List.of(Phase.FIRST, Phase.LAST))
                .param("at", AT)
                .query(RecordRowMapper.of(Row.class).json(Count.class))
                .single();

        assertThat(read).usingRecursiveComparison().isEqualTo(written);
    }

    @Test
    void preservesMicrosecondsOfInstants() {
        for (String text :
                List.of("1969-12-31T23:59:59.999999Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.000001Z")) {
            Instant at = Instant.parse(text);
            assertThat(JDBC.sql("select ? as at")
                            .param(at)
                            .query((row, index) -> SqlInstants.read(row, "at"))
                            .single())
                    .isEqualTo(at);
            assertThat(JDBC.sql("select :at")
                            .param("at", at)
                            .query(Instant.class)
                            .single())
                    .isEqualTo(at);
        }
    }

    private record Nested(String id, Count count, @Nullable Period period) {}

    @Test
    void readsNestedRecordFromSameRow() {
        assertThat(JDBC.sql("select 'a' as id, 3 as calls, 2 as failures, :at as \"from\", null as note")
                        .param("at", AT)
                        .query(RecordRowMapper.of(Nested.class))
                        .single())
                .isEqualTo(new Nested("a", new Count(3, 2), new Period(AT, null)));
        assertThat(JDBC.sql("select 'a' as id, 3 as calls, 2 as failures, null::timestamptz as \"from\", null as note")
                        .query(RecordRowMapper.of(Nested.class))
                        .single()
                        .period())
                .isNull();
    }

    @Test
    void reportsStatementComponentAndColumnOfReadError() {
        var counts = RecordRowMapper.of(Count.class);
        assertThatExceptionOfType(BadSqlGrammarException.class)
                .isThrownBy(() -> JDBC.sql("select 1 as calls").query(counts).single())
                .withMessageContaining("select 1 as calls")
                .withRootCauseInstanceOf(org.postgresql.util.PSQLException.class)
                .havingCause()
                .withMessageContaining("Cannot read Count.failures: The column name failures was not found");
        assertThatExceptionOfType(DataRetrievalFailureException.class)
                .isThrownBy(() -> JDBC.sql("select 1 as calls, null::int as failures")
                        .query(counts)
                        .single())
                .withMessage("The column of Count.failures is null, which the component does not allow");
        assertThatExceptionOfType(org.springframework.dao.DataAccessException.class)
                .isThrownBy(() -> JDBC.sql("select 1 as calls, 'many' as failures")
                        .query(counts)
                        .single())
                .havingCause()
                .withMessageContaining("Cannot read Count.failures: Bad value for type int : many");
    }

    private record PhaseRow(Phase phase) {}

    @Test
    void rejectsUnknownEnumConstantWithAllowedValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JDBC.sql("select 'MIDDLE' as phase")
                        .query(RecordRowMapper.of(PhaseRow.class))
                        .single())
                .withMessageContaining("\"MIDDLE\" is not a Phase")
                .withMessageContaining("FIRST")
                .withMessageContaining("LAST");
    }

    private record Twice(Count before, Count after) {}

    @Test
    void rejectsColumnMappedToTwoComponents() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JDBC.sql("select 1 as calls, 2 as failures")
                        .query(RecordRowMapper.of(Twice.class))
                        .single())
                .withMessageContaining("Column calls would be read into two components");
    }
}
