// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.openapi;

import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpStatus;
import org.springframework.http.RequestEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.NameValueExpression;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An OpenAPI operation for one handler.
///
/// @param pattern path pattern of the handler
/// @param summaries summaries of all operations
record OpenApiOperationBuilder(
        String pattern, RequestMappingInfo info, HandlerMethod handler, OperationSummaries summaries) {
    static final String TOKEN = "token";
    static final String SDK_KEY = "sdkKey";
    private static final Pattern NAMES_SERVICE = Pattern.compile(
            ".*(/flags/\\{|\\{service}|/(rollouts|experiments|assessments|changes|slos|services)/\\{).*");
    private static final String PARAMETERS = "parameters";

    /// Returns a name that need not be unique: `slo_list`.
    String id() {
        return tag() + "_" + handler.getMethod().getName();
    }

    /// Whether the operation is selected by a query parameter among several with the same path and method.
    boolean isSelectedByParameter() {
        return !info.getParamsCondition().isEmpty();
    }

    private String tag() {
        String name = handler.getBeanType().getSimpleName().replaceFirst("Controller$", "");
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /// @param id unique id of the operation
    ObjectNode toJson(String id, OpenApiContentBuilder content) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.put("operationId", id);
        operation.put("summary", summaries.find(handler.getMethod()));
        operation.putArray("tags").add(tag());
        addSecurity(operation);
        operation.putArray(PARAMETERS);
        addParametersTo(operation);
        if (takesBody()) {
            ObjectNode body = operation.putObject("requestBody");
            body.put("required", requiresBody());
            content.addRequestBody(info, handler, body.putObject("content"));
        }
        addResponses(operation.putObject("responses"), content);
        return operation;
    }

    private void addSecurity(ObjectNode operation) {
        ArrayNode security = operation.putArray("security");
        if (pattern.matches("/(sdk|ofrep|flagd|integrations)/.*")) {
            security.addObject().putArray(SDK_KEY);
        }
        if (pattern.matches("/(api|integrations|v3)/.*|/metrics")) {
            security.addObject().putArray(TOKEN);
            operation.put("description", describeRights());
        }
    }

    private String describeRights() {
        RequiresRight needs = handler.getMethodAnnotation(RequiresRight.class);
        if (needs == null) {
            return "Requires the permission view for any service.";
        }
        String rights = Arrays.stream(needs.value()).map(Right::text).collect(Collectors.joining(" or "));
        return "Requires the permission " + rights
                + switch (needs.scope()) {
                    case PATH ->
                        NAMES_SERVICE.matcher(pattern).matches()
                                ? " for the service of the path, or for all services."
                                : " for all services.";
                    case BODY -> " for each service in the body.";
                    case ANY -> " for any service.";
                    case ADMIN_TOKEN -> " for all services, with the admin token.";
                };
    }

    /// Adds the parameters that are missing.
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
            OpenApiParameter.of(parameter).map(OpenApiParameter::toJson).ifPresent(parameters::add);
        }
        for (NameValueExpression<String> asked : info.getParamsCondition().getExpressions()) {
            parameters.add(OpenApiParameter.query(asked.getName()).toJson());
        }
        return parameters;
    }

    /* A handler that receives the whole request may accept one without a body. */
    private boolean requiresBody() {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(parameter -> {
            if (parameter.getParameterType() == JsonRequest.class) {
                return hasRequiredField(
                        ResolvableType.forMethodParameter(parameter).getGeneric(0));
            }
            RequestBody body = parameter.getParameterAnnotation(RequestBody.class);
            return body == null ? parameter.getParameterType() == RequestEntity.class : body.required();
        });
    }

    private static boolean hasRequiredField(ResolvableType type) {
        return Arrays.stream(type.toClass().getRecordComponents())
                .anyMatch(field -> !field.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    private boolean takesBody() {
        return handler.hasMethodAnnotation(OpenApiRequestBodySchema.class)
                || Arrays.stream(handler.getMethodParameters())
                        .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class)
                                || parameter.getParameterType() == JsonRequest.class);
    }

    private void addResponses(ObjectNode responses, OpenApiContentBuilder content) {
        for (HttpStatus status : statuses()) {
            ObjectNode good = responses.putObject(Integer.toString(status.value()));
            good.put("description", status.getReasonPhrase());
            if (status != HttpStatus.NO_CONTENT) {
                content.addResponse(info, handler, good);
            }
        }
        responses.putObject("default").put("$ref", "#/components/responses/Problem");
    }

    private List<HttpStatus> statuses() {
        OpenApiResponseSchema answers = handler.getMethodAnnotation(OpenApiResponseSchema.class);
        if (answers != null && answers.status().length > 0) {
            return Arrays.stream(answers.status()).mapToObj(HttpStatus::valueOf).toList();
        }
        ResponseStatus said = handler.getMethodAnnotation(ResponseStatus.class);
        return List.of(said == null ? HttpStatus.OK : said.code());
    }
}
