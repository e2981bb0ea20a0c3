// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.openapi;

import dev.evenkeel.server.access.Needs;
import dev.evenkeel.server.access.Right;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.NameValueExpression;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What one handler does, as an operation of OpenAPI.
///
/// @param pattern of its path
record Operation(String pattern, RequestMappingInfo info, HandlerMethod handler) {
    static final String TOKEN = "token";
    static final String SDK_KEY = "sdkKey";
    private static final String PARAMETERS = "parameters";

    /// A name for it, which others may have too: `slo_list`.
    String id() {
        return tag() + "_" + handler.getMethod().getName();
    }

    /// Whether it is chosen by a parameter of the query, among several of one path and method.
    boolean isByParameter() {
        return !info.getParamsCondition().isEmpty();
    }

    private String tag() {
        String name = handler.getBeanType().getSimpleName().replaceFirst("Api$", "");
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    ObjectNode toJson(String id) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.put("operationId", id);
        operation.putArray("tags").add(tag());
        secure(operation);
        operation.putArray(PARAMETERS);
        addParametersTo(operation);
        if (takesBody()) {
            ObjectNode body = operation.putObject("requestBody");
            body.put("required", requiresBody());
            media(
                    body.putObject("content"),
                    info.getConsumesCondition().getConsumableMediaTypes().stream()
                            .map(MediaType::toString)
                            .toList());
        }
        answers(operation.putObject("responses"));
        return operation;
    }

    private void secure(ObjectNode operation) {
        ArrayNode security = operation.putArray("security");
        if (pattern.matches("/(sdk|ofrep|flagd|adapters)/.*")) {
            security.addObject().putArray(SDK_KEY);
        }
        if (pattern.matches("/(api|adapters|v3)/.*|/metrics")) {
            security.addObject().putArray(TOKEN);
            operation.put("description", needs());
        }
    }

    private String needs() {
        Needs needs = handler.getMethodAnnotation(Needs.class);
        if (needs == null) {
            return "Needs the right view, for any service.";
        }
        String rights = Arrays.stream(needs.value()).map(Right::text).collect(Collectors.joining(" or "));
        return "Needs the right " + rights
                + switch (needs.scope()) {
                    case PATH -> ", for the service that the path is about, or for all.";
                    case BODY -> ", for each service that the body is about.";
                    case ANY -> ", for any service.";
                };
    }

    /// Adds the parameters that are not there yet.
    void addParametersTo(ObjectNode operation) {
        ArrayNode parameters = (ArrayNode) operation.get(PARAMETERS);
        List<String> there = new ArrayList<>();
        parameters.forEach(known -> there.add(key(known)));
        parameters().stream().filter(one -> !there.contains(key(one))).forEach(parameters::add);
    }

    private static String key(JsonNode parameter) {
        return parameter.path("in").asString() + " " + parameter.path("name").asString();
    }

    private List<ObjectNode> parameters() {
        List<ObjectNode> parameters = new ArrayList<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            Parameter.of(parameter).map(Parameter::toJson).ifPresent(parameters::add);
        }
        for (NameValueExpression<String> asked : info.getParamsCondition().getExpressions()) {
            parameters.add(Parameter.query(asked.getName()).toJson());
        }
        return parameters;
    }

    private boolean requiresBody() {
        return Arrays.stream(handler.getMethodParameters())
                .map(parameter -> parameter.getParameterAnnotation(RequestBody.class))
                .anyMatch(body -> body != null && body.required());
    }

    /* Some read the body themselves, of the request. */
    private boolean takesBody() {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        boolean changes = methods.contains(RequestMethod.PUT) || methods.contains(RequestMethod.PATCH);
        return changes || (methods.contains(RequestMethod.POST) && readsBody());
    }

    private boolean readsBody() {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class)
                        || parameter.getParameterType() == HttpServletRequest.class);
    }

    private void answers(ObjectNode responses) {
        ResponseStatus said = handler.getMethodAnnotation(ResponseStatus.class);
        HttpStatus status = said == null ? HttpStatus.OK : said.code();
        ObjectNode good = responses.putObject(Integer.toString(status.value()));
        good.put("description", status.getReasonPhrase());
        if (status != HttpStatus.NO_CONTENT) {
            media(
                    good.putObject("content"),
                    info.getProducesCondition().getProducibleMediaTypes().stream()
                            .map(MediaType::toString)
                            .toList());
        }
        responses.putObject("default").put("$ref", "#/components/responses/Problem");
    }

    private static void media(ObjectNode content, List<String> types) {
        (types.isEmpty() ? List.of(MediaType.APPLICATION_JSON_VALUE) : types)
                .forEach(type -> content.putObject(type).putObject("schema"));
    }
}
