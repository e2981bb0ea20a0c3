// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import static java.util.Map.entry;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcUtils;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/// Maps rows to records. Each component is read from the column of its name, `startedAt` from `started_at`:
///
/// | component | column |
/// |---|---|
/// | `String`, `boolean`, `int`, `long`, `double`, boxed or not, `byte[]`, [LocalDate] | the same |
/// | [Instant] | `timestamptz` |
/// | enum | its name |
/// | `List<String>`, `Set<String>` | `text[]` |
/// | a record with one component | like that component |
/// | another record | none: its components are read from columns of the same row |
/// | a type of [#json] or [#parsing] | a text, which is parsed |
/// | any other type | JSON |
///
/// A null is an error unless the component is [Nullable]. A nullable record is null if all its columns are.
/// Thread-safe.
public final class RecordRowMapper<T extends Record> implements RowMapper<T> {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<Class<?>, ColumnGetter> GETTERS = Map.ofEntries(
            entry(String.class, ResultSet::getString),
            entry(boolean.class, ResultSet::getBoolean),
            entry(Boolean.class, ResultSet::getBoolean),
            entry(int.class, ResultSet::getInt),
            entry(Integer.class, ResultSet::getInt),
            entry(long.class, ResultSet::getLong),
            entry(Long.class, ResultSet::getLong),
            entry(double.class, ResultSet::getDouble),
            entry(Double.class, ResultSet::getDouble),
            entry(byte[].class, ResultSet::getBytes),
            entry(LocalDate.class, (row, column) -> row.getObject(column, LocalDate.class)),
            entry(Instant.class, SqlInstants::readNullable));

    private static final Map<String, Function<String[], ?>> COLLECTIONS =
            Map.of("java.util.List<java.lang.String>", List::of, "java.util.Set<java.lang.String>", Set::of);

    private static final ClassValue<RecordRowMapper<?>> MAPPERS = new ClassValue<>() {
        @Override
        protected RecordRowMapper<?> computeValue(Class<?> type) {
            return new RecordRowMapper<>(type.asSubclass(Record.class), Map.of());
        }
    };

    private final Class<T> type;
    private final Map<Class<?>, Function<String, ?>> parsers;
    private volatile @Nullable RecordReader<T> reader;

    private RecordRowMapper(Class<T> type, Map<Class<?>, Function<String, ?>> parsers) {
        this.type = type;
        this.parsers = parsers;
    }

    /// Returns the mapper of a record type.
    @SuppressWarnings("unchecked")
    public static <T extends Record> RecordRowMapper<T> of(Class<T> type) {
        return (RecordRowMapper<T>) MAPPERS.get(type);
    }

    /// Returns a mapper that reads components of a type by parsing a text.
    public <V> RecordRowMapper<T> parsing(Class<V> component, Function<String, V> parser) {
        Map<Class<?>, Function<String, ?>> more = new HashMap<>(parsers);
        more.put(component, parser);
        return new RecordRowMapper<>(type, Map.copyOf(more));
    }

    /// Returns a mapper that reads components of a record type from JSON.
    public <V extends Record> RecordRowMapper<T> json(Class<V> component) {
        return parsing(component, text -> JSON.readValue(text, component));
    }

    @Override
    public T mapRow(ResultSet row, int index) throws SQLException {
        RecordReader<T> record = reader();
        return record.create(record.readComponents(row));
    }

    /// Maps the columns of an outer join: returns null if all of them are null.
    public @Nullable T mapRowOrNull(ResultSet row) throws SQLException {
        RecordReader<T> record = reader();
        @Nullable Object[] values = record.readComponents(row);
        return Arrays.stream(values).allMatch(Objects::isNull) ? null : record.create(values);
    }

    private RecordReader<T> reader() {
        RecordReader<T> known = reader;
        if (known == null) {
            known = readerOf(type, new HashSet<>());
            reader = known;
        }
        return known;
    }

    private <R> RecordReader<R> readerOf(Class<R> record, Set<String> columns) {
        RecordComponent[] components = record.getRecordComponents();
        List<ComponentReader> readers = Arrays.stream(components)
                .map(component -> readerOf(component, columns))
                .toList();
        return new RecordReader<>(constructorOf(record, components), readers);
    }

    private ComponentReader readerOf(RecordComponent component, Set<String> columns) {
        Class<?> owner = component.getDeclaringRecord();
        String name = owner.getSimpleName() + "." + component.getName();
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (isEmbedded(component.getType())) {
            return new ComponentReader(
                    name, nullable, new EmbeddedReader(readerOf(component.getType(), columns), nullable));
        }
        String column = JdbcUtils.convertPropertyNameToUnderscoreName(component.getName());
        if (!columns.add(column)) {
            throw new IllegalArgumentException(
                    "Column " + column + " would be read into two components of " + type.getName());
        }
        return new ComponentReader(
                name, nullable, columnReaderOf(column, component.getType(), component.getGenericType()));
    }

    private boolean isEmbedded(Class<?> component) {
        return component.isRecord() && component.getRecordComponents().length > 1 && !parsers.containsKey(component);
    }

    private ValueReader columnReaderOf(String column, Class<?> component, Type generic) {
        ColumnGetter getter = GETTERS.get(component);
        if (getter != null) {
            return row -> {
                Object value = getter.get(row, row.findColumn(column));
                return row.wasNull() ? null : value;
            };
        }
        Function<String[], ?> collection = COLLECTIONS.get(generic.getTypeName());
        if (collection != null) {
            return row -> {
                Array array = row.getArray(column);
                return array == null ? null : collection.apply((String[]) array.getArray());
            };
        }
        if (component.isRecord() && !parsers.containsKey(component)) {
            RecordComponent only = component.getRecordComponents()[0];
            var wrapper = constructorOf(component, only);
            ValueReader wrapped = columnReaderOf(column, only.getType(), only.getGenericType());
            return row -> {
                Object value = wrapped.read(row);
                return value == null ? null : construct(wrapper, value);
            };
        }
        Function<String, ?> parser = parserOf(component, generic);
        return row -> {
            String text = row.getString(column);
            return text == null ? null : parser.apply(text);
        };
    }

    private Function<String, ?> parserOf(Class<?> component, Type generic) {
        Function<String, ?> parser = parsers.get(component);
        if (parser != null) {
            return parser;
        }
        if (component.isEnum()) {
            Map<String, Object> constants = new LinkedHashMap<>();
            for (Object constant : component.getEnumConstants()) {
                constants.put(((Enum<?>) constant).name(), constant);
            }
            return text -> {
                Object constant = constants.get(text);
                if (constant == null) {
                    throw new IllegalArgumentException("\"" + text + "\" is not a " + component.getSimpleName()
                            + "; allowed: " + constants.keySet());
                }
                return constant;
            };
        }
        JavaType json = JSON.constructType(generic);
        return text -> JSON.readValue(text, json);
    }

    private static <R> Constructor<R> constructorOf(Class<R> record, RecordComponent... components) {
        try {
            Constructor<R> constructor = record.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(record.getName() + " has no canonical constructor", e);
        }
    }

    private static <R> R construct(Constructor<R> constructor, @Nullable Object... arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface ColumnGetter {
        @Nullable
        Object get(ResultSet row, int column) throws SQLException;
    }

    private interface ValueReader {
        @Nullable
        Object read(ResultSet row) throws SQLException;
    }

    private record ComponentReader(String name, boolean nullable, ValueReader value) {
        @Nullable
        Object read(ResultSet row) throws SQLException {
            try {
                return value.read(row);
            } catch (SQLException e) {
                throw new SQLException(
                        "Cannot read " + name + ": " + e.getMessage(), e.getSQLState(), e.getErrorCode(), e);
            }
        }
    }

    private record RecordReader<R>(Constructor<R> constructor, List<ComponentReader> components) {
        @Nullable
        Object[] readComponents(ResultSet row) throws SQLException {
            @Nullable Object[] values = new Object[components.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = components.get(i).read(row);
            }
            return values;
        }

        R create(@Nullable Object[] values) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] == null && !components.get(i).nullable()) {
                    throw new DataRetrievalFailureException("The column of "
                            + components.get(i).name() + " is null, which the component does not allow");
                }
            }
            return construct(constructor, values);
        }
    }

    private record EmbeddedReader(RecordReader<?> record, boolean nullable) implements ValueReader {
        @Override
        public @Nullable Object read(ResultSet row) throws SQLException {
            @Nullable Object[] values = record.readComponents(row);
            return nullable && Arrays.stream(values).allMatch(Objects::isNull) ? null : record.create(values);
        }
    }
}
