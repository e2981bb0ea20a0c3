// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import static dev.evenkeel.server.operations.notification.channel.SampleEvents.SENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Every kind of event as others read it: by the public schema of CloudEvents, and like the public examples of
/// CDEvents 0.6, which has no schema among the shared data.
final class EventFormatsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SPEC = Path.of(System.getProperty("evenkeel.shared", "absent"), "spec");
    /* Free by the specification: whatever stands below them. */
    private static final Set<String> UNSPECIFIED_POINTERS =
            Set.of("/customData", "/context/links", "/context/schemaUri");

    @Test
    void formatsEveryKindAsValidCloudEvent() throws IOException {
        Path file = SPEC.resolve("cloudevents/cloudevents.schema.json");
        assumeTrue(
                Files.isRegularFile(file),
                EventKind.values().length + " kinds are not held to the schema of CloudEvents: it is not there.");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(file), InputFormat.JSON);
        for (Event event : SampleEvents.all()) {
            String text = CloudEventsFormatter.format(event, SENDER).toString();
            assertThat(schema.validate(
                            text,
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                    .as(text)
                    .isEmpty();
        }
        assertThat(schema.validate(Json.of("{'id':'','source':'x','type':'y'}"), InputFormat.JSON))
                .as("the schema refuses something")
                .isNotEmpty();
    }

    @Test
    void namesExtensionAttributesAsCloudEventsRequires() {
        for (Event event : SampleEvents.all()) {
            ObjectNode cloud = CloudEventsFormatter.format(event, SENDER);
            assertThat(cloud.propertyNames())
                    .filteredOn(name -> !name.equals("specversion"))
                    .allMatch(name -> name.matches("[a-z0-9]{1,20}"));
            assertThat(cloud.path("change").asString()).isEqualTo("r-1.started");
            assertThat(cloud.path("decision").asString()).isEqualTo("r-1.decision.7");
        }
    }

    @Test
    void formatsCdEventsLikePublishedExamples() throws IOException {
        List<Event> supported = SampleEvents.all().stream()
                .filter(event -> CdEventsFormatter.findType(event).isPresent())
                .toList();
        assertThat(supported).hasSize(8);
        Path folder = SPEC.resolve("cdevents");
        assumeTrue(
                Files.isDirectory(folder),
                supported.size() + " kinds are not compared with the examples of CDEvents: they are not there.");
        Set<String> types = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                JsonNode example = JSON.readTree(Files.readString(file));
                String type = example.at("/context/type").asString();
                types.add(type);
                supported.stream()
                        .filter(event ->
                                CdEventsFormatter.findType(event).orElseThrow().equals(type))
                        .map(event -> CdEventsFormatter.formatIfSupported(event, SENDER)
                                .orElseThrow())
                        .forEach(ours -> {
                            assertThat(ours.at("/context/specversion")).isEqualTo(example.at("/context/specversion"));
                            assertSameStructure(ours, example, "");
                        });
            }
        }
        assertThat(types)
                .containsAll(supported.stream()
                        .map(event -> CdEventsFormatter.findType(event).orElseThrow())
                        .toList());
    }

    /* Nothing of ours that the example does not have, and the same sort of value everywhere. */
    private static void assertSameStructure(JsonNode ours, JsonNode example, String pointer) {
        if (UNSPECIFIED_POINTERS.contains(pointer)) {
            return;
        }
        assertThat(ours.getNodeType()).as(pointer).isEqualTo(example.getNodeType());
        if (ours.isObject()) {
            Set<String> known = new HashSet<>(example.propertyNames());
            known.addAll(List.of("customData", "customDataContentType", "links", "chainId"));
            ours.properties().forEach(entry -> {
                String at = pointer + "/" + entry.getKey();
                assertThat(known).as(at).contains(entry.getKey());
                if (example.has(entry.getKey())) {
                    assertSameStructure(entry.getValue(), example.get(entry.getKey()), at);
                }
            });
        }
    }

    /* The required members, from the texts of CDEvents: the examples above do not say which they are. */
    @Test
    void includesRequiredCdEventsMembers() {
        for (Event event : SampleEvents.all()) {
            CdEventsFormatter.formatIfSupported(event, SENDER).ifPresent(cd -> {
                assertThat(Stream.of("specversion", "id", "source", "type", "timestamp")
                                .map(name -> cd.at("/context/" + name).asString("")))
                        .noneMatch(String::isEmpty);
                assertThat(cd.at("/context/links/0").toString())
                        .isEqualTo(Json.of(
                                "{'linkType':'RELATION','linkKind':'CHANGE','target':{'contextId':'r-1.started'}}"));
                assertThat(cd.at("/subject/id").asString("")).isNotEmpty();
                assertThat(cd.at("/subject/content").isEmpty()).isFalse();
                assertThat(cd.at("/customData/reason").asString()).isEqualTo("because 5 > 3 & more");
            });
        }
    }

    @Test
    void namesControlArtifactInRollbackCdEvent() {
        ObjectNode cd = CdEventsFormatter.formatIfSupported(
                        SampleEvents.of(EventKind.ROLLED_BACK, dev.evenkeel.engine.notification.EventSeverity.TICKET),
                        SENDER)
                .orElseThrow();
        assertThat(cd.at("/subject/id").asString()).isEqualTo("payments");
        assertThat(cd.at("/subject/content/artifactId").asString()).isEqualTo("pkg:generic/payment%20core@classic");
        assertThat(cd.at("/subject/content/environment/id").asString()).isEqualTo("default");
    }

    @Test
    void includesReasonLinkAndFactsInCloudEventData() {
        JsonNode data = CloudEventsFormatter.format(
                        SampleEvents.of(EventKind.HELD, dev.evenkeel.engine.notification.EventSeverity.TICKET), SENDER)
                .path("data");
        assertThat(data.path("reason").asString()).isEqualTo("because 5 > 3 & more");
        assertThat(data.path("link").asString()).isEqualTo("https://keel.example/rollouts/r-1");
        assertThat(data.at("/facts/candidate").asString()).isEqualTo("modern");
    }
}
