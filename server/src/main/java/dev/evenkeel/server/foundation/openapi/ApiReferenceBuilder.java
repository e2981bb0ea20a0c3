// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Builder of the HTTP API reference from the OpenAPI document: one Markdown page for each group of
/// resources. Used by one thread.
final class ApiReferenceBuilder {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Pattern RIGHTS = Pattern.compile("Requires the permission (.*?)( for .*)\\.");
    private static final int MOST_DEPTH = 3;
    private static final int LONGEST_EXAMPLE = 60;

    private final JsonNode document;
    private final SchemaExampleBuilder examples;
    private StringBuilder page = new StringBuilder();

    /// @param document OpenAPI document
    ApiReferenceBuilder(JsonNode document) {
        this.document = document;
        this.examples = new SchemaExampleBuilder(document.at("/components/schemas"));
    }

    /// A page of the reference.
    ///
    /// @param name name in its address
    /// @param title heading
    /// @param resources resources, by their first noun below the environment; empty for all others
    private record ReferencePage(String name, String title, Set<String> resources) {}

    private static final List<ReferencePage> PAGES = List.of(
            new ReferencePage(
                    "flags",
                    "HTTP API: flags",
                    Set.of(
                            "code-references",
                            "diff",
                            "environments",
                            "flags",
                            "revert",
                            "revisions",
                            "segments",
                            "stale-flags")),
            new ReferencePage(
                    "rollouts",
                    "HTTP API: rollouts and experiments",
                    Set.of("experiments", "outcomes", "plans", "rollout-previews", "rollouts")),
            new ReferencePage(
                    "change-control",
                    "HTTP API: change control",
                    Set.of(
                            "approvals",
                            "changes",
                            "freeze-windows",
                            "gate-overrides",
                            "gate-policy",
                            "gates",
                            "override-reviews",
                            "proposals",
                            "release-pauses",
                            "releases")),
            new ReferencePage(
                    "reliability",
                    "HTTP API: reliability",
                    Set.of(
                            "alerts",
                            "detection-drills",
                            "dora",
                            "incident-templates",
                            "incidents",
                            "services",
                            "slos")),
            new ReferencePage(
                    "planning",
                    "HTTP API: planning",
                    Set.of(
                            "assessments",
                            "capacity",
                            "decision-records",
                            "forecasts",
                            "innovation-tokens",
                            "risk-cases",
                            "risk-policy",
                            "technologies",
                            "technology-policy",
                            "work-items")),
            new ReferencePage("sdk", "HTTP API: SDKs and OpenFeature", Set.of("flagd", "integrations", "ofrep", "sdk")),
            new ReferencePage("administration", "HTTP API: administration", Set.of()));

    /// Builds all pages.
    ///
    /// @return Markdown by name of the page, without `.md`
    Map<String, String> build() {
        Map<ReferencePage, Map<String, List<Endpoint>>> sorted = new LinkedHashMap<>();
        document.path("paths").properties().forEach(path -> {
            String resource = resource(path.getKey());
            ReferencePage target = PAGES.stream()
                    .filter(one -> one.resources().isEmpty() || one.resources().contains(resource))
                    .findFirst()
                    .orElseThrow();
            path.getValue()
                    .properties()
                    .forEach(verb -> sorted.computeIfAbsent(target, key -> new TreeMap<>())
                            .computeIfAbsent(resource, key -> new ArrayList<>())
                            .add(new Endpoint(verb.getKey().toUpperCase(Locale.ROOT), path.getKey(), verb.getValue())));
        });
        Map<String, String> pages = new LinkedHashMap<>();
        sorted.forEach((one, resources) -> pages.put(one.name(), write(one, resources)));
        pages.put("permissions", writePermissions(sorted));
        return pages;
    }

    private record Endpoint(String method, String path, JsonNode operation) {}

    /// Returns the resource of a path: its first noun below the environment, or the protocol.
    private static String resource(String path) {
        String rest = path.replaceFirst("^/api/v1/", "").replaceFirst("^environments/\\{environment}/", "");
        return rest.replaceFirst("^/", "").split("/")[0];
    }

    private String write(ReferencePage one, Map<String, List<Endpoint>> resources) {
        page = new StringBuilder("# " + one.title() + "\n\n");
        page.append("Endpoints, request and response bodies, generated from the OpenAPI document of this version. ")
                .append("[HTTP API](../reference/http-api.md) explains authentication, errors and conventions.\n\n");
        resources.forEach((resource, endpoints) -> {
            page.append("## ").append(title(resource)).append("\n\n");
            endpoints.forEach(this::write);
        });
        return page.toString().replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    private String writePermissions(Map<ReferencePage, Map<String, List<Endpoint>>> sorted) {
        page = new StringBuilder("# Permissions by endpoint\n\n");
        page.append("The permission that each request requires, generated from the OpenAPI document of this version. ")
                .append("[Permissions](../reference/permissions.md) explains roles, permissions and credentials.\n\n");
        PAGES.forEach(one -> {
            page.append("## ")
                    .append(title(one.title().replace("HTTP API: ", "")))
                    .append("\n\n");
            List<List<String>> rows = sorted.getOrDefault(one, Map.of()).values().stream()
                    .flatMap(List::stream)
                    .map(endpoint ->
                            List.of("`" + endpoint.method() + " " + endpoint.path() + "`", permission(endpoint)))
                    .toList();
            table(List.of("request", "permission"), rows);
        });
        return page.toString().strip() + "\n";
    }

    private static String permission(Endpoint endpoint) {
        String description = endpoint.operation().path("description").asString("");
        Matcher rights = RIGHTS.matcher(description);
        if (rights.matches()) {
            return "`" + rights.group(1).replace(" or ", "` or `") + "`" + rights.group(2);
        }
        return endpoint.operation().path("security").isEmpty() ? "none" : "SDK key";
    }

    private static String title(String resource) {
        String words = resource.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private void write(Endpoint endpoint) {
        JsonNode operation = endpoint.operation();
        page.append("### ")
                .append(endpoint.method())
                .append(' ')
                .append(endpoint.path())
                .append("\n\n");
        page.append(escaped(operation.path("summary").asString("")));
        String rights = operation.path("description").asString("");
        page.append(rights.isEmpty() ? "" : " " + escaped(rights)).append("\n\n");
        parameters(operation.path("parameters"));
        JsonNode body = operation.at("/requestBody/content");
        fields(body);
        request(endpoint, body);
        response(operation.path("responses"));
    }

    private void parameters(JsonNode parameters) {
        List<List<String>> rows = new ArrayList<>();
        parameters.forEach(one -> rows.add(List.of(
                "`" + one.path("name").asString() + "`",
                one.path("in").asString(),
                describeType(one.path("schema")),
                one.path("required").asBoolean() ? "yes" : defaultOf(one.path("schema")))));
        table(List.of("parameter", "in", "type", "required"), rows);
    }

    private static String defaultOf(JsonNode schema) {
        return schema.has("default") ? "default `" + schema.path("default").asString() + "`" : "";
    }

    private void fields(JsonNode content) {
        List<List<String>> rows = new ArrayList<>();
        addFields("", jsonSchema(content), rows, 0);
        table(List.of("field", "type", "required", "description"), rows);
    }

    private void addFields(String prefix, JsonNode schema, List<List<String>> rows, int depth) {
        JsonNode resolved = examples.resolve(schema);
        List<String> required = StreamSupport.stream(resolved.path("required").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
        resolved.path("properties").properties().forEach(property -> {
            JsonNode value = examples.resolve(property.getValue());
            boolean isList = SchemaExampleBuilder.type(value).equals("array");
            String name = prefix + property.getKey() + (isList ? "[]" : "");
            String description = property.getValue()
                    .path("description")
                    .asString(value.path("description").asString(""));
            rows.add(List.of(
                    "`" + name + "`",
                    describeType(value),
                    required.contains(property.getKey()) ? "yes" : "",
                    escaped(description)));
            if (depth < MOST_DEPTH) {
                addFields(name + ".", isList ? value.path("items") : value, rows, depth + 1);
            }
        });
    }

    private String describeType(JsonNode schema) {
        JsonNode resolved = examples.resolve(schema);
        if (!resolved.path("enum").isEmpty()) {
            return StreamSupport.stream(resolved.path("enum").spliterator(), false)
                    .map(one -> "`" + one.asString() + "`")
                    .collect(Collectors.joining(", "));
        }
        String format = resolved.path("format").asString("");
        String type = SchemaExampleBuilder.type(resolved);
        return type + (format.isEmpty() || format.startsWith("int") ? "" : " (" + format + ")");
    }

    private static JsonNode jsonSchema(JsonNode content) {
        for (Map.Entry<String, JsonNode> media : content.properties()) {
            if (media.getKey().contains("json")) {
                return media.getValue().path("schema");
            }
        }
        return content.path("none");
    }

    private void request(Endpoint endpoint, JsonNode content) {
        boolean isSdk = endpoint.path().matches("/(sdk|ofrep|flagd|integrations)/.*");
        StringBuilder command = new StringBuilder("curl ");
        if (!endpoint.method().equals("GET")) {
            command.append("-X ").append(endpoint.method()).append(' ');
        }
        command.append("\"$EVENKEEL_SERVER")
                .append(endpoint.path()
                        .replace("{environment}", "production")
                        .replace("{flag}", "payment-core")
                        .replaceAll("\\{(\\w+)}", "$1"))
                .append('"');
        if (endpoint.operation().path("security").size() > 0) {
            command.append(" \\\n    -H \"Authorization: Bearer $")
                    .append(isSdk ? "EVENKEEL_SDK_KEY" : "EVENKEEL_TOKEN")
                    .append('"');
        }
        JsonNode schema = jsonSchema(content);
        if (!schema.isMissingNode()) {
            command.append(" \\\n    -H \"Content-Type: application/json\" -d '")
                    .append(JSON.writeValueAsString(examples.build(schema)))
                    .append('\'');
        }
        fence("sh", command.toString());
    }

    private void response(JsonNode responses) {
        responses.properties().forEach(status -> {
            JsonNode schema = jsonSchema(status.getValue().path("content"));
            if (status.getKey().matches("2..")) {
                page.append("Response ").append(status.getKey());
                if (schema.isMissingNode()) {
                    page.append(".\n\n");
                } else {
                    page.append(":\n\n");
                    String example = JSON.writeValueAsString(examples.build(schema));
                    List<String> lines = example.lines().toList();
                    fence(
                            "json",
                            lines.size() <= LONGEST_EXAMPLE
                                    ? example
                                    : String.join("\n", lines.subList(0, LONGEST_EXAMPLE)) + "\n…");
                }
            }
        });
    }

    private void table(List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        page.append("| ").append(String.join(" | ", head)).append(" |\n|");
        head.forEach(one -> page.append("---|"));
        page.append('\n');
        rows.forEach(row -> page.append("| ").append(String.join(" | ", row)).append(" |\n"));
        page.append('\n');
    }

    private void fence(String language, String text) {
        page.append("```").append(language).append('\n').append(text).append("\n```\n\n");
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\*<\\[\\]|])", "\\\\$1");
    }
}
