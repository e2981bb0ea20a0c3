// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.openapi;

import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.schema.OpenApiSchemaRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Builder of an OpenAPI 3.1 document: every path for programs, with its parameters, required rights, schemas
/// of request and response bodies, and errors.
final class OpenApiDocumentBuilder {
    private static final Pattern FOR_PROGRAMS =
            Pattern.compile("/(api|integrations|sdk|ofrep|flagd|v3)/.*|/metrics|/health");
    /* {number:[0-9]+} */
    private static final Pattern CONDITION = Pattern.compile("\\{(\\w+):[^}]*}");

    private final @Nullable String version;
    private final OperationSummaries summaries;
    private final Map<String, Map<String, List<OpenApiOperationBuilder>>> paths = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();

    /// @param version version of Evenkeel; null when it runs from unpackaged classes
    /// @param summaries summaries of the operations
    OpenApiDocumentBuilder(@Nullable String version, OperationSummaries summaries) {
        this.version = version;
        this.summaries = summaries;
    }

    /// Adds a handler; ignores console pages, which are not for programs.
    void add(RequestMappingInfo info, HandlerMethod handler) {
        for (String pattern : info.getPatternValues()) {
            if (FOR_PROGRAMS.matcher(pattern).matches()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                (methods.isEmpty() ? Set.of(RequestMethod.GET) : methods)
                        .forEach(method ->
                                add(pattern, method, new OpenApiOperationBuilder(pattern, info, handler, summaries)));
            }
        }
    }

    private void add(String pattern, RequestMethod method, OpenApiOperationBuilder operation) {
        String path = CONDITION.matcher(pattern).replaceAll("{$1}");
        String verb = method.asHttpMethod().name().toLowerCase(Locale.ROOT);
        paths.computeIfAbsent(path, key -> new TreeMap<>())
                .computeIfAbsent(verb, key -> new ArrayList<>())
                .add(operation);
    }

    /*
     * Of several handlers that differ by a query parameter, describes the one without it, with the parameters
     * of the others.
     */
    private ObjectNode toJson(List<OpenApiOperationBuilder> operations, OpenApiContentBuilder content) {
        OpenApiOperationBuilder first = operations.stream()
                .filter(operation -> !operation.isSelectedByParameter())
                .findFirst()
                .orElse(operations.getFirst());
        ObjectNode json = first.toJson(uniqueId(first.id()), content);
        operations.forEach(operation -> operation.addParametersTo(json));
        return json;
    }

    private String uniqueId(String id) {
        String fresh = id;
        for (int i = 2; !ids.add(fresh); i++) {
            fresh = id + i;
        }
        return fresh;
    }

    JsonNode toJson() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Evenkeel")
                .put("version", version == null ? "0" : version)
                .put(
                        "description",
                        "API of the Evenkeel server. Guide to requests and responses: /docs/reference/http-api.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/").put("description", "This server.");
        document.putObject("externalDocs").put("url", "/docs/reference/http-api");
        OpenApiSchemaRegistry schemas = new OpenApiSchemaRegistry();
        OpenApiContentBuilder content = new OpenApiContentBuilder(schemas);
        ObjectNode all = document.putObject("paths");
        paths.forEach((path, operations) -> {
            ObjectNode item = all.putObject(path);
            operations.forEach((verb, handlers) -> item.set(verb, toJson(handlers, content)));
        });
        ObjectNode components = document.putObject("components");
        ObjectNode schemes = components.putObject("securitySchemes");
        addBearerScheme(schemes, OpenApiOperationBuilder.TOKEN, "API token, from ./evenkeel token create");
        addBearerScheme(schemes, OpenApiOperationBuilder.SDK_KEY, "SDK key, from ./evenkeel sdk-key create");
        ObjectNode described = components.putObject("schemas");
        addProblemSchema(described.putObject("Problem"));
        schemas.writeDefinitions(described);
        components
                .putObject("responses")
                .putObject("Problem")
                .put("description", "Error; nothing was changed. `detail` describes the error, `remedy` what to do.")
                .putObject("content")
                .putObject(Problem.MEDIA_TYPE)
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
        return document;
    }

    private static void addBearerScheme(ObjectNode schemes, String name, String description) {
        schemes.putObject(name).put("type", "http").put("scheme", "bearer").put("description", description);
    }

    private static void addProblemSchema(ObjectNode schema) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (String text : List.of("type", "title", "detail", "remedy")) {
            properties.putObject(text).put("type", "string");
        }
        properties.putObject("status").put("type", "integer");
        ArrayNode codes = properties.putObject("code").put("type", "string").putArray("enum");
        Arrays.stream(ProblemCode.values()).map(ProblemCode::text).forEach(codes::add);
        ObjectNode fault = properties.putObject("problems").put("type", "array").putObject("items");
        fault.put("type", "object");
        ObjectNode parts = fault.putObject("properties");
        for (String text : List.of("pointer", "message", "remedy")) {
            parts.putObject(text).put("type", "string");
        }
    }
}
