// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A binder of JSON objects to records that reports all validation errors at once.
///
/// The fields of an object are the components of its record, with the annotations of Jackson:
/// `@JsonProperty` sets the name and the default of a field, `@JsonUnwrapped` moves the fields of a component
/// into the object, and a sealed interface has `@JsonTypeInfo` with the field that contains the `@JsonTypeName`
/// of a record. `@JsonIgnore` marks the component that contains the name of an object in a map of such objects.
/// Other fields are errors.
///
/// A missing field has the value of the template, else its default, else null if it is nullable, else no elements
/// if it is a list or a map. Otherwise it is an error. Null is a value of nullable fields, and is a missing field for
/// others. An invalid field is an error, and then it is bound like a missing one. So the constructor of the record
/// can still validate the other fields and report its problems by an [IllegalArgumentException], with several
/// problems by an [InvalidDocumentException], or the record by [ValidatedRecord]. A record whose constructor rejects
/// fields is created without them, so that rules of the object around it can be validated.
public final class RecordBinder {
    private static final String MISSING = "is missing";

    private final ValidationErrors errors;
    /* Pointers of records that were not created. Problems inside them are consequences of errors that are known. */
    private final List<String> unbound = new ArrayList<>();
    /* Remedies of missing fields, by pointer. A record that validates itself may know better ones. */
    private final Map<String, String> missing = new LinkedHashMap<>();

    private RecordBinder(ValidationErrors errors) {
        this.errors = errors;
    }

    /// Binds an object.
    ///
    /// @param object receives the validation errors
    /// @param template values of missing fields, such as those of another record ([#valuesOf]); empty for none
    /// @param otherFields names of fields that are not components and are allowed
    /// @return null when this found an error
    public static <T extends Record> @Nullable T bind(
            Class<T> type, JsonObjectReader object, Map<String, ?> template, Set<String> otherFields) {
        int before = object.errors().size();
        T bound = bindValid(type, object, template, otherFields);
        return object.errors().size() > before ? null : bound;
    }

    /// Binds the valid fields of an object, for rules that check them although others are invalid. Entries of maps
    /// that are not objects are left out. A component of a record type is null if it is not an object.
    ///
    /// @param object receives the validation errors
    /// @return null when its constructor rejects the valid fields; the error is then added
    public static <T extends Record> @Nullable T bindValid(Class<T> type, JsonObjectReader object) {
        return bindValid(type, object, Map.of(), Set.of());
    }

    private static <T extends Record> @Nullable T bindValid(
            Class<T> type, JsonObjectReader object, Map<String, ?> template, Set<String> otherFields) {
        RecordBinder binder = new RecordBinder(object.errors());
        Object bound = binder.bindRecord(type, object, template, otherFields);
        binder.reportMissing();
        return type.cast(bound);
    }

    /// Returns the values of a record, by the names of its fields in JSON.
    public static Map<String, @Nullable Object> valuesOf(Record bound) {
        return RecordLayout.of(bound.getClass()).values(bound);
    }

    /// Returns the names of the fields of a record in JSON.
    public static Set<String> namesOf(Class<? extends Record> type) {
        return RecordLayout.of(type).names();
    }

    /// Returns an object with the fields that have a default, and with empty lists.
    public static ObjectNode defaultsOf(Class<? extends Record> type) {
        return RecordLayout.of(type).defaults();
    }

    private @Nullable Object bindRecord(
            Class<?> type, JsonObjectReader given, Map<String, ?> template, Set<String> otherFields) {
        Set<String> names = RecordLayout.of(type).names();
        names.addAll(otherFields);
        given.rejectUnknownFields(names);
        return bindComponents(type, given, template);
    }

    private @Nullable Object bindComponents(Class<?> type, JsonObjectReader given, Map<String, ?> template) {
        int before = errors.size() + missing.size();
        RecordLayout layout = RecordLayout.of(type);
        @Nullable
        Object[] values = layout.fields().stream()
                .map(field -> bindField(field, given, template))
                .toArray();
        try {
            Object bound = layout.constructor().newInstance(values);
            if (bound instanceof ValidatedRecord validated) {
                reportMissing();
                validated.validate(given.pointer(), errors);
            }
            return bound;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidDocumentException invalid) {
                addProblems(invalid, given.pointer());
                unbound.add(given.pointer());
                return createWithoutInvalid(layout, values, invalid);
            }
            if (errors.size() + missing.size() == before) {
                if (!(e.getCause() instanceof IllegalArgumentException invalid)) {
                    throw new IllegalStateException(type + " rejects valid fields", e.getCause());
                }
                errors.add(given.pointer(), String.valueOf(invalid.getMessage()), "correct it");
            }
            unbound.add(given.pointer());
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + type, e);
        }
    }

    /* Returns null when the constructor rejects the other fields as well. */
    private static @Nullable Object createWithoutInvalid(
            RecordLayout layout, @Nullable Object[] values, InvalidDocumentException invalid) {
        for (int i = 0; i < values.length; i++) {
            RecordLayout.RecordField field = layout.fields().get(i);
            String pointer = "/" + field.name();
            if (invalid.errors().stream().anyMatch(problem -> (problem.pointer() + "/").startsWith(pointer + "/"))) {
                values[i] = field.nullable() ? null : createPlaceholder(field.type());
            }
        }
        try {
            return layout.constructor().newInstance(values);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static @Nullable Object createPlaceholder(Type type) {
        return type instanceof ParameterizedType collection
                ? createEmpty(collection)
                : createPlaceholder((Class<?>) type);
    }

    private static Object createEmpty(ParameterizedType collection) {
        return collection.getRawType() == Map.class ? Map.of() : toCollection(collection, List.of());
    }

    private void addProblems(InvalidDocumentException invalid, String pointer) {
        invalid.errors().stream()
                .filter(problem -> unbound.stream()
                        .noneMatch(parent -> (pointer + problem.pointer() + "/").startsWith(parent + "/")))
                .forEach(problem -> errors.add(
                        pointer + problem.pointer(),
                        missing.remove(pointer + problem.pointer()) == null ? problem.message() : MISSING,
                        problem.remedy()));
    }

    private void reportMissing() {
        missing.forEach((pointer, remedy) -> errors.add(pointer, MISSING, remedy));
        missing.clear();
    }

    private @Nullable Object bindField(
            RecordLayout.RecordField field, JsonObjectReader given, Map<String, ?> template) {
        if (field.unwrapped()) {
            return bindComponents((Class<?>) field.type(), given, template);
        }
        if (field.key()) {
            return template.get(field.name());
        }
        JsonNode own = given.object() == null ? null : given.object().get(field.name());
        if (own != null && own.isNull() && field.nullable()) {
            return null;
        }
        Object inherited = template.get(field.name());
        String pointer = given.pointerTo(field.name());
        Object value = own == null || own.isNull() ? null : bindValue(field.type(), own, inherited, pointer);
        if (value != null) {
            return value;
        }
        if (template.containsKey(field.name())) {
            return inherited;
        }
        if (field.defaultValue() != null) {
            return bindValue(field.type(), field.defaultValue(), null, pointer);
        }
        return field.nullable() ? null : bindMissing(field, pointer);
    }

    /* Adds no error if the field is invalid, because the location has one. */
    private @Nullable Object bindMissing(RecordLayout.RecordField field, String pointer) {
        if (field.type() instanceof ParameterizedType collection) {
            if (field.required()) {
                missing.put(pointer, collection.getRawType() == Map.class ? "write an object" : "write an array");
            }
            return createEmpty(collection);
        }
        Class<?> type = (Class<?>) field.type();
        JsonScalarType<?> scalar = JsonScalarType.find(type);
        if (scalar == null && type.isRecord()) {
            return unbound.contains(pointer)
                    ? null
                    : bindComponents(type, new JsonObjectReader(null, pointer, errors), Map.of());
        }
        String meaning = field.description().isEmpty() ? "" : ": " + field.description();
        missing.put(pointer, "write " + (scalar == null ? "an object" : scalar.description()) + meaning);
        return scalar == null ? null : scalar.placeholder();
    }

    /* Returns null after an error. */
    private @Nullable Object bindValue(Type type, JsonNode node, @Nullable Object inherited, String pointer) {
        if (type instanceof ParameterizedType collection) {
            return collection.getRawType() == Map.class
                    ? bindEntries(collection, node, pointer)
                    : bindElements(collection, node, pointer);
        }
        Class<?> plain = (Class<?>) type;
        JsonScalarType<?> scalar = JsonScalarType.find(plain);
        if (scalar != null) {
            Object value = scalar.parser().apply(node);
            if (value == null) {
                errors.addWrongType(pointer, scalar.description(), node);
            }
            return value;
        }
        return bindObject(plain, node, inherited instanceof Record template ? valuesOf(template) : Map.of(), pointer);
    }

    private @Nullable Object bindObject(Class<?> type, JsonNode node, Map<String, ?> template, String pointer) {
        JsonObjectReader object = new JsonObjectReader(node, pointer, errors);
        if (object.object() == null) {
            unbound.add(pointer);
            return null;
        }
        return type.isSealed() ? bindKind(type, object) : bindRecord(type, object, template, Set.of());
    }

    /* An invalid entry is left out. */
    private @Nullable Object bindEntries(ParameterizedType type, JsonNode node, String pointer) {
        JsonObjectReader object = new JsonObjectReader(node, pointer, errors);
        if (object.object() == null) {
            return null;
        }
        JsonScalarType<?> keys =
                Objects.requireNonNull(JsonScalarType.find((Class<?>) type.getActualTypeArguments()[0]));
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.object().properties()) {
            String place = object.pointerTo(entry.getKey());
            Object key = keys.parser().apply(StringNode.valueOf(entry.getKey()));
            if (key == null) {
                errors.add(place, "unknown field", "remove it, or use " + keys.description());
                continue;
            }
            Object value = bindEntry(type.getActualTypeArguments()[1], entry, place);
            if (value != null) {
                entries.put(key, value);
            }
        }
        return Collections.unmodifiableMap(entries);
    }

    private @Nullable Object bindEntry(Type type, Map.Entry<String, JsonNode> entry, String pointer) {
        return type instanceof Class<?> plain && plain.isRecord()
                ? bindObject(plain, entry.getValue(), RecordLayout.of(plain).keyValues(entry.getKey()), pointer)
                : bindValue(type, entry.getValue(), null, pointer);
    }

    private @Nullable Object bindElements(ParameterizedType type, JsonNode node, String pointer) {
        Type element = type.getActualTypeArguments()[0];
        boolean texts = element == String.class;
        if (!node.isArray() || (texts && !node.valueStream().allMatch(JsonNode::isString))) {
            errors.addWrongType(pointer, texts ? "an array of strings" : "an array", node);
            return null;
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonNode one : node) {
            Object value = bindValue(element, one, null, pointer + "/" + elements.size());
            elements.add(value == null ? createPlaceholder((Class<?>) element) : value);
        }
        return toCollection(type, elements);
    }

    /* Replaces an invalid element, so that the others keep their positions. */
    private static @Nullable Object createPlaceholder(Class<?> type) {
        JsonScalarType<?> scalar = JsonScalarType.find(type);
        if (scalar != null) {
            return scalar.placeholder();
        }
        var ignored = new ValidationErrors();
        Class<?> record = type.isSealed() ? Objects.requireNonNull(type.getPermittedSubclasses())[0] : type;
        return new RecordBinder(ignored).bindComponents(record, new JsonObjectReader(null, "", ignored), Map.of());
    }

    private static Object toCollection(ParameterizedType type, List<@Nullable Object> elements) {
        return type.getRawType() == Set.class
                ? Collections.unmodifiableSet(new TreeSet<>(elements))
                : Collections.unmodifiableList(elements);
    }

    private @Nullable Object bindKind(Class<?> type, JsonObjectReader object) {
        String name =
                Objects.requireNonNull(type.getAnnotation(JsonTypeInfo.class)).property();
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        for (Class<?> kind : Objects.requireNonNull(type.getPermittedSubclasses())) {
            kinds.put(
                    Objects.requireNonNull(kind.getAnnotation(JsonTypeName.class))
                            .value(),
                    kind);
        }
        String allowed = "one of " + String.join(", ", kinds.keySet());
        JsonNode given = object.find(name);
        Class<?> kind = given == null ? null : kinds.get(given.asString(""));
        if (kind != null) {
            return bindRecord(kind, object, Map.of(), Set.of(name));
        }
        if (given == null) {
            errors.add(object.pointerTo(name), MISSING, "use " + allowed);
        } else {
            errors.addWrongType(object.pointerTo(name), allowed, given);
        }
        unbound.add(object.pointer());
        return null;
    }
}
