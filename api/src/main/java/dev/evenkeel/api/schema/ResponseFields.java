// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api.schema;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/// The rule for missing and null fields of responses, from the annotations of record components. Schemas of
/// responses and the client use it.
public final class ResponseFields {
    private ResponseFields() {}

    /// Whether every response contains the field, with a value other than null.
    ///
    /// @param component field of a record class
    public static boolean isRequired(Field component) {
        return !isNullable(component) && !isOmittable(component);
    }

    /// Whether the value can be null.
    ///
    /// @param component field of a record class
    public static boolean isNullable(Field component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /// Whether some responses do not contain the field.
    ///
    /// @param component field of a record class
    public static boolean isOmittable(Field component) {
        JsonInclude own = component.getAnnotation(JsonInclude.class);
        JsonInclude include = own == null ? component.getDeclaringClass().getAnnotation(JsonInclude.class) : own;
        return component.isAnnotationPresent(JsonIgnore.class)
                || (include != null
                        && switch (include.value()) {
                            case NON_NULL, NON_ABSENT -> isNullable(component);
                            case NON_EMPTY, NON_DEFAULT, CUSTOM -> true;
                            case ALWAYS, USE_DEFAULTS -> false;
                        });
    }
}
