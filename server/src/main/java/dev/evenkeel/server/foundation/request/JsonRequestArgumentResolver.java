// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.request;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Argument resolver that passes a [JsonRequest] to controllers.
@Component
class JsonRequestArgumentResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {
    private static final List<MediaType> JSON =
            List.of(MediaType.APPLICATION_JSON, MediaType.valueOf("application/*+json"));

    private final JsonRequestBinder binder;

    JsonRequestArgumentResolver(JsonRequestBinder binder) {
        this.binder = binder;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == JsonRequest.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws IOException, HttpMediaTypeNotSupportedException {
        Class<?> type = Objects.requireNonNull(
                ResolvableType.forMethodParameter(parameter).getGeneric(0).resolve());
        HttpServletRequest servlet = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        return binder.bind(type, read(servlet));
    }

    private JsonNode read(HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
        byte[] body = request.getInputStream().readAllBytes();
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        requireJson(request.getContentType());
        try {
            return JsonRequestBinder.MAPPER.readTree(body);
        } catch (JacksonException | NumberFormatException e) {
            throw new HttpMessageNotReadableException("not JSON", e, new ServletServerHttpRequest(request));
        }
    }

    private static void requireJson(@Nullable String contentType) throws HttpMediaTypeNotSupportedException {
        @Nullable MediaType type;
        try {
            type = contentType == null ? null : MediaType.parseMediaType(contentType);
        } catch (InvalidMediaTypeException e) {
            throw new HttpMediaTypeNotSupportedException(String.valueOf(e.getMessage()), JSON);
        }
        if (JSON.stream().noneMatch(json -> json.includes(type))) {
            throw new HttpMediaTypeNotSupportedException(type, JSON);
        }
    }
}
