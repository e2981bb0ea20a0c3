// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import dev.evenkeel.core.flag.split.Percent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.KeyHolder;

/// A client that converts parameters to types of PostgreSQL, so that statements take the types of this server:
/// an [Instant] becomes a `timestamptz` with microseconds, an enum constant its name, a [Percent] its basis
/// points, and a collection of texts or enum constants a `text[]`, for `= any(:ids)`.
///
/// A statement can take parameters from a record and others besides: [StatementSpec#paramSource(Object)], then
/// [StatementSpec#param(String, Object)], which takes precedence over a component of that name. Thread-safe.
public final class ConvertingJdbcClient implements JdbcClient {
    private final JdbcClient client;

    public ConvertingJdbcClient(JdbcClient client) {
        this.client = client;
    }

    @Override
    public StatementSpec sql(String sql) {
        return new ConvertingStatement(client.sql(sql));
    }

    private static @Nullable Object convert(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant at -> at.atOffset(ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case Percent percent -> percent.basisPoints();
            case Collection<?> values ->
                values.stream().map(ConvertingJdbcClient::toText).toArray(String[]::new);
            default -> value;
        };
    }

    private static @Nullable String toText(@Nullable Object element) {
        return switch (element) {
            case null -> null;
            case String text -> text;
            case Enum<?> constant -> constant.name();
            default ->
                throw new IllegalArgumentException(
                        "A collection that is a parameter must contain texts or enum constants, got "
                                + element.getClass().getName() + ". Pass an array instead, such as Long[].");
        };
    }

    /* Parameters by name, of which some can come from a record. */
    private static final class ConvertedParameterSource extends MapSqlParameterSource {
        private final SqlParameterSource components;

        ConvertedParameterSource(SqlParameterSource components) {
            this.components = components;
        }

        @Override
        public boolean hasValue(String name) {
            return super.hasValue(name) || components.hasValue(name);
        }

        @Override
        public @Nullable Object getValue(String name) {
            return super.hasValue(name) ? super.getValue(name) : convert(components.getValue(name));
        }
    }

    private static final class ConvertingStatement implements StatementSpec {
        private final StatementSpec statement;
        private @Nullable ConvertedParameterSource source;

        ConvertingStatement(StatementSpec statement) {
            this.statement = statement;
        }

        @Override
        public StatementSpec withFetchSize(int fetchSize) {
            statement.withFetchSize(fetchSize);
            return this;
        }

        @Override
        public StatementSpec withMaxRows(int maxRows) {
            statement.withMaxRows(maxRows);
            return this;
        }

        @Override
        public StatementSpec withQueryTimeout(int queryTimeout) {
            statement.withQueryTimeout(queryTimeout);
            return this;
        }

        @Override
        public StatementSpec param(@Nullable Object value) {
            statement.param(convert(value));
            return this;
        }

        @Override
        public StatementSpec param(int jdbcIndex, @Nullable Object value) {
            statement.param(jdbcIndex, convert(value));
            return this;
        }

        @Override
        public StatementSpec param(int jdbcIndex, @Nullable Object value, int sqlType) {
            statement.param(jdbcIndex, convert(value), sqlType);
            return this;
        }

        @Override
        public StatementSpec param(String name, @Nullable Object value) {
            if (source == null) {
                statement.param(name, convert(value));
            } else {
                source.addValue(name, convert(value));
            }
            return this;
        }

        @Override
        public StatementSpec param(String name, @Nullable Object value, int sqlType) {
            if (source == null) {
                statement.param(name, convert(value), sqlType);
            } else {
                source.addValue(name, convert(value), sqlType);
            }
            return this;
        }

        @Override
        public StatementSpec params(@Nullable Object... values) {
            return params(Arrays.asList(values));
        }

        @Override
        public StatementSpec params(List<?> values) {
            values.forEach(this::param);
            return this;
        }

        @Override
        public StatementSpec params(Map<String, ?> values) {
            values.forEach(this::param);
            return this;
        }

        @Override
        public StatementSpec paramSource(Object record) {
            return paramSource(new SimplePropertySqlParameterSource(record));
        }

        @Override
        public StatementSpec paramSource(SqlParameterSource components) {
            source = new ConvertedParameterSource(components);
            statement.paramSource(source);
            return this;
        }

        @Override
        public ResultQuerySpec query() {
            return statement.query();
        }

        @Override
        public <T> MappedQuerySpec<@Nullable T> query(Class<T> type) {
            return type == Instant.class
                    ? statement.query((row, index) -> type.cast(SqlInstants.readNullable(row, 1)))
                    : statement.query(type);
        }

        @Override
        public <T extends @Nullable Object> MappedQuerySpec<T> query(RowMapper<T> mapper) {
            return statement.query(mapper);
        }

        @Override
        public void query(RowCallbackHandler handler) {
            statement.query(handler);
        }

        @Override
        public <T extends @Nullable Object> T query(ResultSetExtractor<T> extractor) {
            return statement.query(extractor);
        }

        @Override
        public int update() {
            return statement.update();
        }

        @Override
        public int update(KeyHolder generatedKeyHolder) {
            return statement.update(generatedKeyHolder);
        }

        @Override
        public int update(KeyHolder generatedKeyHolder, String... keyColumnNames) {
            return statement.update(generatedKeyHolder, keyColumnNames);
        }
    }
}
