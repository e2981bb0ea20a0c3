// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.openapi;

import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import dev.evenkeel.server.foundation.schema.OpenApiSchemaRegistry;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.node.ObjectNode;

/// Builder of the content of request and response bodies, by media type.
final class OpenApiContentBuilder {
    private final OpenApiSchemaRegistry schemas;

    OpenApiContentBuilder(OpenApiSchemaRegistry schemas) {
        this.schemas = schemas;
    }

    /// Adds the request body of a handler.
    ///
    /// @param content content of the body
    void addRequestBody(RequestMappingInfo info, HandlerMethod handler, ObjectNode content) {
        Optional<Type> bound = findBoundType(handler);
        if (bound.isPresent()) {
            content.putObject(MediaType.APPLICATION_JSON_VALUE)
                    .set("schema", schemas.referenceRequestSchema(bound.get()));
            return;
        }
        OpenApiRequestBodySchema takes = handler.getMethodAnnotation(OpenApiRequestBodySchema.class);
        List<String> types = takes != null && takes.mediaTypes().length > 0
                ? List.of(takes.mediaTypes())
                : texts(info.getConsumesCondition().getConsumableMediaTypes().stream());
        for (String type : types.isEmpty() ? List.of(MediaType.APPLICATION_JSON_VALUE) : types) {
            ObjectNode media = content.putObject(type);
            if (takes == null) {
                media.putObject("schema");
                continue;
            }
            ObjectNode schema = schemas.referenceRequestSchema(takes.value());
            media.set("schema", schema);
            if (!takes.description().isEmpty()) {
                schema.put("description", takes.description());
            }
        }
    }

    private static Optional<Type> findBoundType(HandlerMethod handler) {
        return Stream.of(handler.getMethodParameters())
                .filter(parameter -> parameter.getParameterType() == JsonRequest.class)
                .map(parameter -> ((ParameterizedType) parameter.getGenericParameterType()).getActualTypeArguments()[0])
                .findFirst();
    }

    /// Adds the response of a handler.
    ///
    /// @param response receives `content`, unless it has none
    void addResponse(RequestMappingInfo info, HandlerMethod handler, ObjectNode response) {
        OpenApiResponseSchema answers = handler.getMethodAnnotation(OpenApiResponseSchema.class);
        List<String> produced = texts(info.getProducesCondition().getProducibleMediaTypes().stream());
        List<String> texts = answers == null ? produced : List.of(answers.text());
        Type told = answers == null || answers.value() == Void.class
                ? handler.getReturnType().getGenericParameterType()
                : answers.value();
        Type json = produced.isEmpty() ? json(told) : null;
        if (texts.isEmpty() && json == null) {
            return;
        }
        ObjectNode content = response.putObject("content");
        if (json != null) {
            content.putObject(MediaType.APPLICATION_JSON_VALUE).set("schema", schemas.referenceResponseSchema(json));
        }
        texts.forEach(type -> content.putObject(type).putObject("schema").put("type", "string"));
    }

    private static List<String> texts(Stream<MediaType> types) {
        return types.map(MediaType::toString).toList();
    }

    /* Null for an empty response, and for a text. */
    private static @Nullable Type json(Type returned) {
        Type told = returned instanceof ParameterizedType wrapped
                        && wrapped.getRawType() instanceof Class<?> raw
                        && HttpEntity.class.isAssignableFrom(raw)
                ? wrapped.getActualTypeArguments()[0]
                : returned;
        boolean isNone = told == void.class || told == String.class || told == byte[].class;
        return isNone ? null : told;
    }
}
