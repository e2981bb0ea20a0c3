// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The fields of a record class in JSON, in the order of its components.
record RecordLayout(Constructor<?> constructor, List<RecordField> fields) {
    private static final ClassValue<RecordLayout> LAYOUTS = new ClassValue<>() {
        @Override
        protected RecordLayout computeValue(Class<?> type) {
            return read(type);
        }
    };

    /// One field.
    ///
    /// @param defaultValue value of a missing field; null when the component declares none
    /// @param description meaning of the field; empty when the component declares none
    /// @param unwrapped whether the fields of the component's own record are fields of this object
    /// @param key whether it contains the name of the object in a map, and is not a field of the object
    record RecordField(
            String name,
            Type type,
            Method accessor,
            boolean nullable,
            boolean required,
            @Nullable JsonNode defaultValue,
            String description,
            boolean unwrapped,
            boolean key) {
        private @Nullable Object read(Object bound) {
            try {
                return accessor.invoke(bound);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Returns the layout of a record class. Cached.
    static RecordLayout of(Class<?> type) {
        return LAYOUTS.get(type);
    }

    /// Returns the names of all fields, with those of unwrapped components.
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (RecordField field : fields) {
            if (!field.key()) {
                names.addAll(field.unwrapped() ? of((Class<?>) field.type()).names() : Set.of(field.name()));
            }
        }
        return names;
    }

    /// Returns the value of the component that contains the name of the object in a map; empty without one.
    Map<String, String> keyValues(String name) {
        return fields.stream().filter(RecordField::key).collect(Collectors.toMap(RecordField::name, key -> name));
    }

    /// Returns the values of a record by field, with those of unwrapped components.
    Map<String, @Nullable Object> values(Object bound) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (RecordField field : fields) {
            Object value = field.read(bound);
            if (field.unwrapped() && value != null) {
                values.putAll(of(value.getClass()).values(value));
            } else {
                values.put(field.name(), value);
            }
        }
        return values;
    }

    /// Returns an object with the fields that have a default, and with empty lists.
    ObjectNode defaults() {
        ObjectNode defaults = JsonNodeFactory.instance.objectNode();
        for (RecordField field : fields) {
            if (field.unwrapped()) {
                defaults.setAll(of((Class<?>) field.type()).defaults());
            } else if (field.defaultValue() != null) {
                defaults.set(field.name(), field.defaultValue());
            } else if (field.type() instanceof ParameterizedType collection && !field.required()) {
                defaults.set(
                        field.name(),
                        collection.getRawType() == Map.class ? defaults.objectNode() : defaults.arrayNode());
            }
        }
        return defaults;
    }

    private static RecordLayout read(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new RecordLayout(
                    constructor,
                    Stream.of(components).map(RecordLayout::readField).toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RecordField readField(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        JsonProperty property = accessor.getAnnotation(JsonProperty.class);
        JsonPropertyDescription description = accessor.getAnnotation(JsonPropertyDescription.class);
        return new RecordField(
                property == null || property.value().isEmpty() ? component.getName() : property.value(),
                component.getGenericType(),
                accessor,
                component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                property != null && property.required(),
                property == null || property.defaultValue().isEmpty() ? null : parseDefault(property.defaultValue()),
                description == null ? "" : description.value(),
                accessor.isAnnotationPresent(JsonUnwrapped.class),
                accessor.isAnnotationPresent(JsonIgnore.class));
    }

    /* JSON, or a string without quotation marks. */
    private static JsonNode parseDefault(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            return StringNode.valueOf(text);
        }
    }
}
