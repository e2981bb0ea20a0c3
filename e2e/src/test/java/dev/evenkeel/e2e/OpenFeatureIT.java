// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.json.Json;
import dev.evenkeel.openfeature.EvenkeelProvider;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.OpenFeatureError;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The providers that OpenFeature publishes, as they are, and Evenkeel's own, on one server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenFeatureIT {
    private static final int USERS = 2_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// By the hash rule of flagd's published provider for Java.
    private static final String FLAGS = """
            {"metadata": {"evenkeel.fractional": "v1", "owner": "e2e"},
             "flags": {
              "boolean": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"},
              "changing": {"state": "ENABLED", "variants": {"before": 1, "after": 2}, "defaultVariant": "before"},
              "string": {"state": "ENABLED", "variants": {"hi": "hello"}, "defaultVariant": "hi"},
              "integer": {"state": "ENABLED", "variants": {"ten": 10}, "defaultVariant": "ten"},
              "double": {"state": "ENABLED", "variants": {"one": 1.0}, "defaultVariant": "one"},
              "object": {"state": "ENABLED", "variants": {"full": {"title": "t", "size": 3}}, "defaultVariant": "full"},
              "disabled": {"state": "DISABLED", "variants": {"on": true}, "defaultVariant": "on"},
              "described": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on",
                "metadata": {"tier": 1, "team": "payments"}},
              "targeted": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                "targeting": {"if": [{"and": [{"==": [{"var": "country"}, "CH"]}, {">=": [{"var": "age"}, 18]}]},
                  "on", null]}},
              "thirds": {"state": "ENABLED", "variants": {"a": "a", "b": "b", "c": "c"}, "defaultVariant": "a",
                "targeting": {"fractional": [["a", 34], ["b", 33], ["c", 33]]}},
              "seeded": {"state": "ENABLED", "variants": {"a": "a", "b": "b"}, "defaultVariant": "a",
                "targeting": {"fractional": [{"cat": ["salt", {"var": "targetingKey"}]}, ["a", 90], ["b", 10]]}}}}""";

    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    private FlagServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        server = FlagServer.start(folder, FLAGS);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void shutDown() {
        api.shutdown();
    }

    @Test
    void evaluatesAllTypesWithOfrepProvider() {
        assertEveryType(client(ofrepProvider(FlagServer.SDK_KEY)));
    }

    @Test
    void evaluatesAllTypesWithFlagdProvider() {
        assertEveryType(client(flagdProvider(FlagServer.SDK_KEY)));
    }

    @Test
    void evaluatesAllTypesWithEvenkeelProvider() {
        assertEveryType(client(evenkeelProvider()));
    }

    private static void assertEveryType(Client client) {
        var truth = client.getBooleanDetails("boolean", false);
        assertThat(truth.getValue()).isTrue();
        assertThat(truth.getVariant()).isEqualTo("on");
        assertThat(truth.getReason()).isEqualTo("STATIC");
        assertThat(truth.getErrorCode()).isNull();
        assertThat(client.getStringValue("string", "bye")).isEqualTo("hello");
        assertThat(client.getIntegerValue("integer", 0)).isEqualTo(10);
        assertThat(client.getDoubleValue("double", 0.0)).isEqualTo(1.0);
        var object = client.getObjectValue("object", new Value()).asStructure().asObjectMap();
        assertThat(object).isEqualTo(Map.of("title", "t", "size", 3));
        var metadata = client.getBooleanDetails("described", false).getFlagMetadata();
        assertThat(metadata.asUnmodifiableMap())
                .containsEntry("team", "payments")
                .containsEntry("owner", "e2e")
                .containsKey("tier");
    }

    @Test
    void returnsDefaultAndErrorCodeWithOfrepProvider() {
        Client client = client(ofrepProvider(FlagServer.SDK_KEY));
        assertError(client.getBooleanDetails("missing", true), true, ErrorCode.FLAG_NOT_FOUND);
        assertError(client.getIntegerDetails("string", 7), 7, ErrorCode.TYPE_MISMATCH);
        assertThat(client.getBooleanValue("disabled", false)).isFalse();
        assertThat(client.getBooleanValue("disabled", true)).isTrue();
    }

    @Test
    void returnsDefaultAndErrorCodeWithFlagdProvider() {
        Client client = client(flagdProvider(FlagServer.SDK_KEY));
        assertError(client.getBooleanDetails("missing", true), true, ErrorCode.FLAG_NOT_FOUND);
        assertError(client.getIntegerDetails("string", 7), 7, ErrorCode.TYPE_MISMATCH);
        assertThat(client.getBooleanValue("disabled", false)).isFalse();
    }

    private static <T> void assertError(FlagEvaluationDetails<T> details, T fallback, ErrorCode code) {
        assertThat(details.getErrorCode()).isEqualTo(code);
        assertThat(details.getReason()).isEqualTo("ERROR");
        assertThat(details.getValue()).isEqualTo(fallback);
    }

    @Test
    void rejectsInvalidSdkKeyWithEveryProvider() {
        Client ofrep = client(ofrepProvider("a-wrong-key"));
        assertError(ofrep.getBooleanDetails("boolean", false), false, ErrorCode.GENERAL);
        assertThatThrownBy(() -> client(flagdProvider("a-wrong-key", Duration.ofSeconds(1))))
                .isInstanceOf(OpenFeatureError.class);
        assertThatThrownBy(() -> client(evenkeelProvider("a-wrong-key")))
                .isInstanceOf(OpenFeatureError.class)
                .hasMessageContaining("401");
    }

    @Test
    void evaluatesTargetingAlikeWithEveryProvider() {
        for (FeatureProvider provider :
                List.of(ofrepProvider(FlagServer.SDK_KEY), flagdProvider(FlagServer.SDK_KEY), evenkeelProvider())) {
            Client client = client(provider);
            var adult = new MutableContext("u1").add("country", "CH").add("age", 18);
            var details = client.getBooleanDetails("targeted", false, adult);
            assertThat(details.getValue()).isTrue();
            assertThat(details.getReason()).isEqualTo("TARGETING_MATCH");
            assertThat(client.getBooleanValue("targeted", false, adult.add("age", 17)))
                    .isFalse();
            assertThat(client.getBooleanValue("targeted", false)).isFalse();
        }
    }

    @Test
    void assignsUsersAlikeWithFlagdAndEvenkeelProviders() {
        FlagSnapshot snapshot = FlagSnapshot.parse(FLAGS, 1);
        Client flagd = client(flagdProvider(FlagServer.SDK_KEY));
        Client own = client(evenkeelProvider());
        for (String flag : List.of("thirds", "seeded")) {
            Set<String> seen = new TreeSet<>();
            for (int user = 0; user < USERS; user++) {
                String key = "user-" + user + "@example.com";
                String expected =
                        String.valueOf(snapshot.evaluate(flag, dev.evenkeel.core.flag.EvaluationContext.of(key), 0)
                                .variant());
                seen.add(expected);
                var context = new MutableContext(key);
                assertThat(flagd.getStringDetails(flag, "", context).getVariant())
                        .as("%s for %s by flagd", flag, key)
                        .isEqualTo(expected);
                assertThat(own.getStringDetails(flag, "", context).getVariant())
                        .as("%s for %s by Evenkeel's provider", flag, key)
                        .isEqualTo(expected);
            }
            assertThat(seen).as("variants of %s", flag).hasSizeGreaterThan(1);
        }
    }

    @Test
    void receivesFlagChangesWithEveryProvider() throws Exception {
        List<Client> clients = List.of(
                client(ofrepProvider(FlagServer.SDK_KEY)),
                client(flagdProvider(FlagServer.SDK_KEY)),
                client(evenkeelProvider()));
        assertThat(clients).allMatch(client -> client.getIntegerValue("changing", 0) == 1);
        var changed = new CopyOnWriteArrayList<String>();
        clients.get(2).onProviderConfigurationChanged(event -> changed.addAll(event.getFlagsChanged()));
        server.publish(FLAGS.replace(Json.of("'defaultVariant': 'before'"), Json.of("'defaultVariant': 'after'")));
        for (Client client : clients) {
            await().atMost(LIMIT).until(() -> client.getIntegerValue("changing", 0) == 2);
        }
        await().atMost(LIMIT).untilAsserted(() -> assertThat(changed).containsExactly("changing"));
    }

    /// A client of a provider beside those that a test has already.
    private Client client(FeatureProvider provider) {
        String domain = String.valueOf(System.identityHashCode(provider));
        api.setProviderAndWait(domain, provider);
        return api.getClient(domain);
    }

    private FeatureProvider evenkeelProvider() {
        return evenkeelProvider(FlagServer.SDK_KEY);
    }

    private FeatureProvider evenkeelProvider(String key) {
        return new EvenkeelProvider(EvenkeelConfig.builder(server.address(), key)
                .startTimeout(LIMIT)
                .build());
    }

    private FeatureProvider ofrepProvider(String key) {
        return OfrepProvider.constructProvider(OfrepProviderOptions.builder()
                .baseUrl(server.address().toString())
                .headers(ImmutableMap.of("Authorization", ImmutableList.of("Bearer " + key)))
                .build());
    }

    private FeatureProvider flagdProvider(String key) {
        return flagdProvider(key, LIMIT);
    }

    /// @param longestWait for the first flags
    private FeatureProvider flagdProvider(String key, Duration longestWait) {
        var headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + key);
        return new FlagdProvider(FlagdOptions.builder()
                .resolverType(Config.Resolver.IN_PROCESS)
                .host("127.0.0.1")
                .port(server.syncPort())
                .deadline((int) longestWait.toMillis())
                .clientInterceptors(List.of(MetadataUtils.newAttachHeadersInterceptor(headers)))
                .build());
    }
}
