// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class OpenApiDocumentBuilderIT {
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z]+) (/[^`]*)` \\| [^|]+ \\|[^|]*\\|");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static TestServer server;
    private static JsonNode document;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        document = TestServer.json(server.get("/v3/api-docs"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void returnsOpenApi31Document() {
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.at("/info/title").asString()).isEqualTo("Evenkeel");
        assertThat(document.at("/info/version").asString()).isNotBlank();
        assertThat(document.at("/info/license/identifier").asString()).isEqualTo("Apache-2.0");
        assertThat(document.at("/servers/0/url").asString()).isEqualTo("/");
        assertThat(document.at("/components/schemas/Problem/properties/code/enum")
                        .size())
                .isGreaterThan(50);
    }

    @Test
    void everyOperationHasASummary() {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> assertThat(
                                        operation.getValue().path("summary").asString())
                                .as(operation.getKey() + " " + path.getKey())
                                .endsWith(".")));
    }

    /* Another test compares that reference with the server. */
    @Test
    void documentContainsEveryEndpointOfPermissionsReference() throws IOException {
        List<String> told = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> told.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        try (Stream<String> lines = Files.lines(Path.of("..", "spec", "permissions.md"))) {
            List<String> listed = lines.map(ROW::matcher)
                    .filter(row ->
                            row.matches() && row.group(2).matches("/(api|integrations|sdk|ofrep|flagd|v3)/.*|/metrics"))
                    .map(row -> row.group(1) + " "
                            + row.group(2).replaceFirst("\\?.*", "").replaceAll("\\{(\\w+):[^}]*}", "{$1}"))
                    .distinct()
                    .toList();
            assertThat(listed).hasSizeGreaterThan(200);
            assertThat(told).containsAll(listed);
            assertThat(told).hasSizeBetween(listed.size(), listed.size() + 5);
        }
    }

    @Test
    void everyOperationHasUniqueIdParametersAndResponses() {
        List<String> ids = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().forEach(operation -> {
                    ids.add(operation.path("operationId").asString());
                    List<String> variables = VARIABLE.matcher(path.getKey())
                            .results()
                            .map((MatchResult match) -> match.group(1))
                            .toList();
                    List<String> inPath = new ArrayList<>();
                    operation.path("parameters").forEach(parameter -> {
                        assertThat(parameter.path("name").asString())
                                .as(path.getKey())
                                .isNotBlank();
                        if (parameter.path("in").asString().equals("path")) {
                            assertThat(parameter.path("required").asBoolean()).isTrue();
                            inPath.add(parameter.path("name").asString());
                        }
                    });
                    assertThat(inPath).as(path.getKey()).containsExactlyInAnyOrderElementsOf(variables);
                    assertThat(operation.path("responses").size())
                            .as(path.getKey())
                            .isBetween(2, 3);
                }));
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void documentsParametersPermissionsAndRequestBodies() {
        JsonNode put = document.at("/paths/~1api~1v1~1environments~1{environment}~1flags/put");
        assertThat(put.path("description").asString()).isEqualTo("Requires the permission author for all services.");
        assertThat(put.path("parameters").toString())
                .contains(Json.of("'name':'dryRun','in':'query'"))
                .contains(Json.of("'name':'reason','in':'query','required':false"));
        assertThat(put.has("requestBody")).isTrue();
        JsonNode drills = document.at("/paths/~1api~1v1~1rollouts~1{id}~1ticks/get/parameters");
        assertThat(drills.toString()).contains(Json.of("'type':'integer'"));
        assertThat(document.at("/paths/~1sdk~1v1~1outcomes/post/security").toString())
                .isEqualTo(Json.of("[{'sdkKey':[]}]"));
    }

    @Test
    void everySchemaIsValidAndEveryReferenceResolves() {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        List<JsonNode> schemas = new ArrayList<>();
        document.findValues("schema").forEach(schemas::add);
        document.at("/components/schemas").forEach(schemas::add);
        assertThat(schemas).hasSizeGreaterThan(700).allSatisfy(schema -> {
            assertThat(schema.isEmpty()).isFalse();
            assertThat(meta.validate(schema)).as(schema.toString()).isEmpty();
        });
        assertThat(document.findValuesAsString("$ref"))
                .hasSizeGreaterThan(500)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
    }

    @Test
    void everySchemaIsNamedAfterItsTypeAndReferenced() {
        Set<String> used = new HashSet<>(document.findValuesAsString("$ref"));
        assertThat(document.at("/components/schemas").propertyNames())
                .contains("IncidentResponse", "CatalogServicePatchBody", "ChangeKind", "RolloutStep", "RolloutStepBody")
                .allSatisfy(name -> {
                    assertThat(name).matches("[A-Z][A-Za-z0-9]*");
                    assertThat(used).contains("#/components/schemas/" + name);
                });
    }

    /* Other tests validate responses and samples against these schemas. */
    @Test
    void derivesSchemasFromRequestAndResponseTypes() {
        JsonNode incident = document.at("/components/schemas/IncidentResponse");
        assertThat(incident.at("/properties/openedAt").toString())
                .isEqualTo(Json.of("{'type':'string','format':'date-time'}"));
        assertThat(incident.path("required").toString()).contains("\"state\"").doesNotContain("\"change\"");
        assertThat(incident.at("/properties/change/type").toString()).isEqualTo(Json.of("['string','null']"));
        assertThat(document.at("/paths/~1api~1v1~1incidents/post/responses").propertyNames())
                .containsExactly("200", "201", "default");
        assertThat(document.at("/components/schemas/PlanPreviewRequest/properties/plan/anyOf")
                        .size())
                .isEqualTo(2);
        assertThat(document.at("/components/schemas/IngestOutcomeRole/enum").toString())
                .isEqualTo(Json.of("['control','candidate']"));
    }

    /* Other specifications define the fields: JSON Logic, OpenSLO, and events of GitHub, GitLab and CDEvents. */
    @Test
    void onlyListedRequestBodiesHaveNoDetailedSchema() {
        List<String> open = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    JsonNode schema = operation.getValue().path("requestBody").findPath("schema");
                    if (schema.isObject() && !schema.has("$ref")) {
                        assertThat(schema.path("description").asString("")).isNotBlank();
                        open.add(operation.getKey() + " " + path.getKey());
                    }
                }));
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "post /api/v1/changes/cdevents",
                        "post /api/v1/changes/github",
                        "post /api/v1/changes/gitlab",
                        "put /api/v1/environments/{environment}/segments/{name}",
                        "put /api/v1/slos",
                        "patch /api/v1/slos");
    }

    @Test
    void returns401WithoutTokenOrWithSdkKey() {
        assertThat(server.send(server.request("/v3/api-docs").GET()).statusCode())
                .isEqualTo(401);
        assertThat(server.send(server.asSdk("/v3/api-docs").GET()).statusCode()).isEqualTo(401);
    }
}
