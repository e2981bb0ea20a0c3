// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.openapi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A parameter of an operation.
///
/// @param location `path`, `query` or `header`
/// @param type Java type to which it is converted
/// @param defaultValue default value as text; empty for none
record OpenApiParameter(String name, String location, boolean required, Class<?> type, String defaultValue) {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, long.class, Integer.class, Long.class);
    private static final Set<Class<?>> BROKEN = Set.of(double.class, Double.class);
    private static final Set<Class<?>> TRUTHS = Set.of(boolean.class, Boolean.class);
    /* Headers that OpenAPI describes elsewhere. */
    private static final Set<String> OWN_HEADERS = Set.of("accept", "content-type", "authorization");

    /// Returns the request parameter that a handler's parameter is read from; empty when it is not one.
    static Optional<OpenApiParameter> of(MethodParameter parameter) {
        Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
        PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
        if (path != null) {
            return Optional.of(new OpenApiParameter(resolveName(path.name(), parameter), "path", true, type, ""));
        }
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        if (query != null) {
            String usual = parseDefault(query.defaultValue());
            boolean required = query.required() && isRequired(query.defaultValue(), parameter, type);
            return Optional.of(
                    new OpenApiParameter(resolveName(query.name(), parameter), "query", required, type, usual));
        }
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        if (header == null) {
            return Optional.empty();
        }
        String name = resolveName(header.name(), parameter);
        boolean required = header.required() && isRequired(header.defaultValue(), parameter, type);
        return Optional.of(new OpenApiParameter(name, "header", required, type, parseDefault(header.defaultValue())))
                .filter(one -> !OWN_HEADERS.contains(one.name().toLowerCase(Locale.ROOT)));
    }

    /// Creates the query parameter that selects a handler.
    static OpenApiParameter query(String name) {
        return new OpenApiParameter(name, "query", false, String.class, "");
    }

    private static String resolveName(String said, MethodParameter parameter) {
        String own = parameter.getParameterName();
        return !said.isEmpty() ? said : own == null ? "" : own;
    }

    private static String parseDefault(String said) {
        return said.equals(ValueConstants.DEFAULT_NONE) ? "" : said;
    }

    private static boolean isRequired(String usual, MethodParameter parameter, Class<?> type) {
        return usual.equals(ValueConstants.DEFAULT_NONE)
                && !parameter.isOptional()
                && !Map.class.isAssignableFrom(type);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", name).put("in", location).put("required", required);
        ObjectNode schema = json.putObject("schema");
        if (Map.class.isAssignableFrom(type)) {
            /* Each entry becomes a separate parameter. */
            json.put("style", "form").put("explode", true);
            schema.put("type", "object").putObject("additionalProperties").put("type", "string");
        } else if (Collection.class.isAssignableFrom(type)) {
            schema.put("type", "array").putObject("items").put("type", "string");
        } else {
            describe(schema);
        }
        return json;
    }

    private void describe(ObjectNode schema) {
        if (WHOLE.contains(type)) {
            schema.put("type", "integer").put("format", type == int.class || type == Integer.class ? "int32" : "int64");
        } else if (BROKEN.contains(type)) {
            schema.put("type", "number");
        } else if (TRUTHS.contains(type)) {
            schema.put("type", "boolean");
        } else {
            schema.put("type", "string");
        }
        if (type == Instant.class) {
            schema.put("format", "date-time");
        } else if (type == LocalDate.class) {
            schema.put("format", "date");
        } else if (type.isEnum()) {
            ArrayNode values = schema.putArray("enum");
            Arrays.stream(type.getEnumConstants()).map(Object::toString).forEach(values::add);
        }
        if (!defaultValue.isEmpty() && schema.path("type").asString().equals("string")) {
            schema.put("default", defaultValue);
        }
    }
}
