// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.apicontract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The request body schemas in the OpenAPI document match what the server reads: samples are valid, values of another
/// type are not, and the server accepts exactly the fields that they name.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RequestBodySchemaIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern REMEDY = Pattern.compile("remove it, or use one of (.*)");
    /// Fields that the server reads in other cases than the sample's, or never: it ignores values that are no unit,
    /// reason or version.
    private static final Set<String> IGNORED = Set.of(
            "POST /api/v1/forecasts unit",
            "POST /api/v1/environments/{environment}/flags/{key}/scheduled-changes reason",
            "PUT /api/v1/environments/{environment}/flags/{flag}/rollback-plan version");
    /// Places where a refusal does not list names, or not all: it repeats nothing of a body about a person,
    /// speaks of whole definitions and lists of quantiles, and of the fields of one kind of metric.
    private static final Pattern OTHER_WORDS = Pattern.compile(
            "POST /api/v1/(privacy/\\w+ |.*/scheduled-changes |forecasts /quantiles/).*|.*/guardrails/metrics/.*");
    private static final String NONSENSE = "nonsense";

    private TestServer server;
    private PopulatedServer richWorld;
    private ApiSchemas schemas;
    private List<Endpoint> takers;
    private Map<String, String> wrong = new TreeMap<>();

    @BeforeAll
    void start() throws IOException {
        server = TestServer.start();
        richWorld = new PopulatedServer(server);
        schemas = new ApiSchemas(server);
        takers = Endpoint.of(server).stream()
                .filter(Endpoint::takesBody)
                .filter(endpoint -> schemas.operation(endpoint).isObject())
                .toList();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void reset() {
        wrong = new TreeMap<>();
    }

    @Test
    void everyRequestBodyHasSchema() {
        assertThat(takers).hasSizeGreaterThan(80);
        assertThat(takers.stream()
                        .filter(endpoint -> schemas.body(endpoint).isEmpty())
                        .map(Endpoint::name))
                .isEmpty();
    }

    @Test
    void schemasAcceptSamplesAndRejectOtherTypes() {
        int places = 0;
        for (Endpoint endpoint : takers) {
            JsonNode schema = schemas.body(endpoint);
            for (JsonNode sample : samples(endpoint)) {
                List<String> faults = schemas.validate(schema, sample);
                if (!faults.isEmpty()) {
                    wrong.put(endpoint.name(), faults + " in " + sample);
                }
                for (String place : places(sample, "")) {
                    if (!schemas.isOpen(schema, place)) {
                        places++;
                        JsonNode other = with(sample, place, other());
                        if (schemas.validate(schema, other).isEmpty()) {
                            wrong.put(endpoint.name() + " " + place, "takes anything");
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(places).isGreaterThan(400);
    }

    @Test
    void serverAcceptsExactlyTheFieldsOfTheSchema() {
        int compared = 0;
        for (Endpoint endpoint : takers) {
            JsonNode schema = schemas.body(endpoint);
            for (JsonNode sample : samples(endpoint)) {
                for (String place : objects(sample)) {
                    boolean open = schemas.isOpen(schema, place) || schemas.allowsAdditionalProperties(schema, place);
                    String where = endpoint.name() + " " + place;
                    if (!open && !OTHER_WORDS.matcher(where).matches()) {
                        Set<String> told = schemas.names(schema, place);
                        Set<String> known =
                                fieldsAcceptedByServer(endpoint, with(sample, place + "/" + NONSENSE, other()), place);
                        compared++;
                        if (!told.equals(known)) {
                            wrong.put(where, told + " are told, known are " + known);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(100);
    }

    /* The names that the server's error lists as allowed for an unknown field. */
    private Set<String> fieldsAcceptedByServer(Endpoint endpoint, JsonNode sent, String place) {
        Set<String> answers = new TreeSet<>();
        for (String path : richWorld.paths(endpoint.pattern())) {
            HttpResponse<String> answer = send(endpoint, path, sent);
            for (JsonNode fault :
                    answer.body().startsWith("{") ? TestServer.json(answer).path("problems") : sent) {
                Matcher remedy = REMEDY.matcher(fault.path("remedy").asString(""));
                if (fault.path("pointer").asString("").equals(place + "/" + NONSENSE) && remedy.matches()) {
                    return new TreeSet<>(Arrays.asList(remedy.group(1).split(", ")));
                }
            }
            answers.add(answer.statusCode() + " " + answer.body());
        }
        return answers;
    }

    @Test
    void serverRejectsWrongTypesAndMissingRequiredFields() {
        int refused = 0;
        for (Endpoint endpoint : takers) {
            for (JsonNode body : invalidBodies(endpoint)) {
                for (String path : richWorld.paths(endpoint.pattern())) {
                    refused++;
                    HttpResponse<String> answer = send(endpoint, path, body);
                    if (answer.statusCode() < 300) {
                        wrong.put(endpoint.name(), "is taken: " + body);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(refused).isGreaterThan(300);
    }

    private List<JsonNode> invalidBodies(Endpoint endpoint) {
        JsonNode schema = schemas.body(endpoint);
        JsonNode sample = samples(endpoint).getFirst();
        List<JsonNode> broken = new ArrayList<>();
        for (String name : schemas.names(schema, "")) {
            boolean lenient =
                    schemas.allowsAdditionalProperties(schema, "") || IGNORED.contains(endpoint.name() + " " + name);
            if (!lenient && !schemas.isOpen(schema, "/" + name)) {
                broken.add(with(sample, "/" + name, other()));
            }
            if (schemas.requiredFields(schema).contains(name)) {
                broken.add(without(sample, name));
            }
        }
        return broken;
    }

    private List<JsonNode> samples(Endpoint endpoint) {
        return Endpoint.bodies().getOrDefault(endpoint.name(), List.of()).stream()
                .map(sample -> JSON.readTree(sample.startsWith("api") ? YamlCodec.toJson(sample) : sample))
                .toList();
    }

    private HttpResponse<String> send(Endpoint endpoint, String path, JsonNode body) {
        return server.send((endpoint.isSdk() ? server.asSdk(path) : server.asAdmin(path))
                .header("Content-Type", "application/json")
                .method(endpoint.method(), BodyPublishers.ofString(body.toString())));
    }

    private static JsonNode other() {
        return JSON.readTree(Json.of("[[{'other':[]}]]"));
    }

    /* Pointers to all parts of a value, without segment names, which would need escaping. */
    private static List<String> places(JsonNode value, String pointer) {
        Stream<String> members = value.propertyStream()
                .filter(member -> !member.getKey().startsWith("$"))
                .flatMap(member -> within(member.getValue(), pointer + "/" + member.getKey()));
        Stream<String> elements = IntStream.range(0, value.isArray() ? value.size() : 0)
                .boxed()
                .flatMap(i -> within(value.get(i), pointer + "/" + i));
        return Stream.concat(members, elements).toList();
    }

    private static Stream<String> within(JsonNode value, String pointer) {
        return Stream.concat(Stream.of(pointer), places(value, pointer).stream());
    }

    private static List<String> objects(JsonNode value) {
        return within(value, "").filter(place -> value.at(place).isObject()).toList();
    }

    private static JsonNode with(JsonNode sample, String pointer, JsonNode other) {
        JsonNode copy = sample.deepCopy();
        int end = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, end));
        String name = pointer.substring(end + 1);
        if (parent instanceof ObjectNode object) {
            object.set(name, other);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), other);
        }
        return copy;
    }

    private static JsonNode without(JsonNode sample, String name) {
        ObjectNode copy = (ObjectNode) sample.deepCopy();
        copy.remove(name);
        return copy;
    }
}
