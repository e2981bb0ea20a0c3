// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.core.json.JsonDocument;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonWriter;
import dev.evenkeel.core.wire.UnitOutcome;
import dev.evenkeel.json.Json;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.SdkState;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EventDetails;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.MutableStructure;
import dev.openfeature.sdk.MutableTrackingEventDetails;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderState;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.FatalError;
import dev.openfeature.sdk.exceptions.GeneralError;
import dev.openfeature.sdk.exceptions.ProviderNotReadyError;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class EvenkeelProviderTest {
    private static final String NUMBERS =
            Json.of("'most':9007199254740991,'more':9007199254740992,'half':0.5,'round':7.0");

    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    private final RecordingEvenkeel evenkeel = new RecordingEvenkeel();
    private final EvenkeelProvider provider = new EvenkeelProvider(evenkeel);
    private final Client client = api.getClient();

    @AfterEach
    void shutDown() {
        api.shutdown();
    }

    @Test
    void convertsNumbersWithoutLoss() {
        loadAndRegister(NUMBERS);
        assertThat(client.getLongDetails("most", 0L).getValue()).isEqualTo(9_007_199_254_740_991L);
        assertThat(client.getDoubleDetails("most", 0.0).getValue()).isEqualTo(9_007_199_254_740_991.0);
        assertThat(client.getIntegerDetails("round", 0).getValue()).isEqualTo(7);
    }

    @Test
    void returnsTypeMismatchForInexactNumbers() {
        loadAndRegister(NUMBERS);
        assertMismatch(client.getLongDetails("more", 1L), 1L);
        assertMismatch(client.getIntegerDetails("most", 1), 1);
        assertMismatch(client.getIntegerDetails("half", 1), 1);
        assertMismatch(client.getLongDetails("half", 1L), 1L);
    }

    private static <T> void assertMismatch(FlagEvaluationDetails<T> details, T fallback) {
        assertThat(details.getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(details.getReason()).isEqualTo("ERROR");
        assertThat(details.getValue()).isEqualTo(fallback);
    }

    @Test
    void preservesNestingAndNumbersOfObjects() {
        loadAndRegister(Json.of("'o':{'list':[1,2.5,{'deep':null}],'big':123456789012}"));
        Value value = client.getObjectDetails("o", new Value()).getValue();
        List<Value> list = value.asStructure().getValue("list").asList();
        assertThat(list.get(0).asObject()).isEqualTo(1);
        assertThat(list.get(1).asObject()).isEqualTo(2.5);
        assertThat(list.get(2).asStructure().getValue("deep").isNull()).isTrue();
        assertThat(value.asStructure().getValue("big").asObject()).isEqualTo(123_456_789_012L);
    }

    @ParameterizedTest
    @CsvSource({
        "fine, SPLIT, ",
        "disabled, DISABLED, ",
        "without-default, DEFAULT, ",
        "names-nothing, ERROR, GENERAL",
        "missing, ERROR, FLAG_NOT_FOUND"
    })
    void mapsReasonsAndErrorCodes(String key, String reason, String code) {
        var split = new RolloutSplit("r1", "off", "on", Percent.parse("100"), "seed", 1, Duration.ZERO, null, null);
        String definition = """
                {"flags": {
                  "fine": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off"},
                  "disabled": {"state": "DISABLED", "variants": {"on": true}, "defaultVariant": "on"},
                  "without-default": {"state": "ENABLED", "variants": {"on": true}},
                  "names-nothing": {"state": "ENABLED", "variants": {"on": true}, "targeting": {"var": "plan"}}}}""";
        evenkeel.fake.load(FlagdDefinitionRenderer.render(definition, Map.of("fine", split)));
        api.setProviderAndWait(provider);
        var details = client.getBooleanDetails(key, false, new MutableContext("u1").add("plan", "gold"));
        assertThat(details.getReason()).isEqualTo(reason);
        assertThat(details.getErrorCode()).isEqualTo(code == null ? null : ErrorCode.valueOf(code));
        assertThat(details.getValue()).isEqualTo(key.equals("fine"));
        assertThat(details.getErrorMessage() == null).isEqualTo(code == null);
        if (key.equals("fine")) {
            assertThat(details.getFlagMetadata().asUnmodifiableMap()).containsEntry("evenkeel.rollout", "r1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void usesOnlyOpenFeatureReasons(dev.evenkeel.core.flag.EvaluationReason reason) {
        assertThat(dev.openfeature.sdk.Reason.valueOf(reason.name())).hasToString(reason.name());
    }

    private static String definitionWithMetadata(String metadata) {
        return Json.of("""
                {'metadata':{'owner':'me'},
                 'flags':{'f':{'state':'ENABLED','variants':{'on':true},'defaultVariant':'on','metadata':%s}}}""", Json.of(metadata));
    }

    @Test
    void convertsFlagMetadataOfEveryType() {
        evenkeel.fake.load(
                definitionWithMetadata("{'b':true,'i':1,'l':123456789012,'d':0.5,'huge':123456789012345678901}"));
        api.setProviderAndWait(provider);
        assertThat(client.getBooleanDetails("f", false).getFlagMetadata().asUnmodifiableMap())
                .isEqualTo(Map.of(
                        "owner",
                        "me",
                        "b",
                        true,
                        "i",
                        1,
                        "l",
                        123_456_789_012L,
                        "d",
                        0.5,
                        "huge",
                        "123456789012345678901"));
    }

    @Test
    void returnsMetadataOfDefinitionForUnknownFlag() {
        evenkeel.fake.load(definitionWithMetadata("{'i':1}"));
        api.setProviderAndWait(provider);
        assertThat(client.getBooleanDetails("missing", false).getFlagMetadata().getString("owner"))
                .isEqualTo("me");
    }

    @Test
    void returnsCurrentMetadataAfterChange() {
        evenkeel.fake.load(definitionWithMetadata("{'i':1}"));
        api.setProviderAndWait(provider);
        evenkeel.fake.load(definitionWithMetadata("{'i':2}"));
        assertThat(client.getBooleanDetails("f", false).getFlagMetadata().asUnmodifiableMap())
                .isEqualTo(Map.of("owner", "me", "i", 2));
    }

    @Test
    void convertsContextAttributesOfEveryType() {
        loadAndRegister(Json.of("'on':true"));
        var context = new MutableContext("u1")
                .add("text", "t")
                .add("truth", true)
                .add("whole", 5)
                .add("decimal", 0.5)
                .add("when", Instant.parse("2026-11-24T10:00:00Z"))
                .add("list", List.of(new Value(1), new Value("two")))
                .add("nested", new MutableStructure().add("plan", "gold"));
        client.getBooleanDetails("on", false, context);
        assertThat(evenkeel.lastContext().targetingKey()).isEqualTo("u1");
        assertThat(evenkeel.lastContext().attributes())
                .isEqualTo(Map.of(
                        "targetingKey",
                        "u1",
                        "text",
                        "t",
                        "truth",
                        true,
                        "whole",
                        5,
                        "decimal",
                        0.5,
                        "when",
                        "2026-11-24T10:00:00Z",
                        "list",
                        List.of(1, "two"),
                        "nested",
                        Map.of("plan", "gold")));
        evenkeel.lastContext()
                .attributes()
                .forEach((name, value) ->
                        assertThat(evenkeel.lastContext().attribute(name)).isEqualTo(value));
        assertThat(evenkeel.lastContext().attribute("absent")).isNull();
    }

    @Test
    void passesContextWithoutTargetingKey() {
        loadAndRegister(Json.of("'on':true"));
        client.getBooleanDetails("on", false, new ImmutableContext(Map.of("plan", new Value("gold"))));
        assertThat(evenkeel.lastContext().targetingKey()).isNull();
        assertThat(evenkeel.lastContext().attributes()).isEqualTo(Map.of("plan", "gold"));
    }

    @Test
    void emitsConfigurationChangedEventWithChangedKeys() {
        loadAndRegister(Json.of("'a':1,'b':1"));
        var changes = new CopyOnWriteArrayList<EventDetails>();
        client.onProviderConfigurationChanged(changes::add);
        evenkeel.fake.load(definition(Json.of("'a':1,'c':1,'b':2")));
        await().until(() -> !changes.isEmpty());
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).getFlagsChanged()).containsExactly("b", "c");
        assertThat(changes.get(0).getProviderName()).isEqualTo("Evenkeel");
    }

    @Test
    void mapsSdkStatesToProviderStatesAndEvents() {
        loadAndRegister(Json.of("'a':1"));
        var events = new CopyOnWriteArrayList<String>();
        client.onProviderReady(details -> events.add("ready"));
        client.onProviderStale(details -> events.add("stale " + details.getMessage()));
        client.onProviderError(details -> events.add("error " + details.getMessage()));
        await().until(() -> events.equals(List.of("ready")));
        evenkeel.fake.setState(new SdkState.Stale("silence"));
        assertThat(client.getProviderState()).isEqualTo(ProviderState.STALE);
        evenkeel.fake.setState(new SdkState.InError("a wrong key"));
        assertThat(client.getProviderState()).isEqualTo(ProviderState.ERROR);
        assertThat(client.getIntegerValue("a", 0)).isEqualTo(1);
        evenkeel.fake.setState(new SdkState.Ready());
        assertThat(client.getProviderState()).isEqualTo(ProviderState.READY);
        await().until(() -> events.size() == 4);
        assertThat(events).containsExactlyInAnyOrder("ready", "stale silence", "error a wrong key", "ready");
    }

    @Test
    void becomesStaleWhenInitializedWithStaleFlags() {
        evenkeel.fake.load(definition(Json.of("'a':1")));
        evenkeel.fake.setState(new SdkState.Stale("the server is silent"));
        api.setProvider(provider);
        await().until(() -> client.getProviderState() == ProviderState.STALE);
        assertThat(client.getIntegerValue("a", 0)).isEqualTo(1);
    }

    @Test
    void failsInitializationOnTimeoutAndRecoversWhenFlagsArrive() {
        evenkeel.fake.setState(new SdkState.NotReady("no flags, for a test"));
        var impatient = new EvenkeelProvider(evenkeel, Duration.ZERO);
        assertThatThrownBy(() -> api.setProviderAndWait(impatient))
                .isInstanceOf(ProviderNotReadyError.class)
                .hasMessageContaining("no flags, for a test");
        assertThat(client.getProviderState()).isEqualTo(ProviderState.ERROR);
        evenkeel.fake.setState(new SdkState.Ready());
        assertThat(client.getProviderState()).isEqualTo(ProviderState.READY);
    }

    @Test
    void completesInitializationWhenFlagsArrive() {
        evenkeel.fake.setState(new SdkState.NotReady("no flags yet, for a test"));
        api.setProvider(new EvenkeelProvider(evenkeel, Duration.ofMinutes(10)));
        assertThat(client.getProviderState()).isEqualTo(ProviderState.NOT_READY);
        await().until(() -> {
            evenkeel.fake.setState(new SdkState.Ready());
            return client.getProviderState() == ProviderState.READY;
        });
    }

    @Test
    void failsInitializationWhenSdkIsInErrorButStillEvaluates() {
        evenkeel.fake.load(definition(Json.of("'a':1")));
        evenkeel.fake.setState(new SdkState.InError("a wrong key"));
        assertThatThrownBy(() -> api.setProviderAndWait(provider))
                .isInstanceOf(GeneralError.class)
                .hasMessage("a wrong key");
        assertThat(client.getIntegerValue("a", 0)).isEqualTo(1);
    }

    @Test
    void shutdownLeavesCallersSdkOpen() {
        loadAndRegister(Json.of("'a':1"));
        api.shutdown();
        assertThat(evenkeel.isClosed()).isFalse();
        assertThat(provider.getIntegerEvaluation("a", 0, ImmutableContext.EMPTY).getValue())
                .isEqualTo(1);
    }

    @Test
    void rejectsInitializationAfterShutdown() {
        loadAndRegister(Json.of("'a':1"));
        api.shutdown();
        assertThatThrownBy(() -> provider.initialize(ImmutableContext.EMPTY)).isInstanceOf(FatalError.class);
    }

    @Test
    void startsOwnSdkOnInitializationAndClosesItOnShutdown() {
        var config =
                EvenkeelConfig.builder(URI.create("http://127.0.0.1:1"), "key").build();
        var owner = new EvenkeelProvider(config);
        assertThat(owner.getBooleanEvaluation("a", true, ImmutableContext.EMPTY).getErrorCode())
                .isEqualTo(ErrorCode.PROVIDER_NOT_READY);
        assertThatThrownBy(() -> api.setProviderAndWait(owner)).isInstanceOf(ProviderNotReadyError.class);
        assertThat(threads()).contains("evenkeel-flags");
        api.shutdown();
        await().until(() -> threads().stream().noneMatch(name -> name.startsWith("evenkeel-")));
    }

    @Test
    void trackCountsEventsInActiveRollout() {
        var split = new RolloutSplit("r-1", "a", "b", Percent.ALL, "seed", 1, Duration.ZERO, null, null);
        String flags = Json.of("{'flags':{'core':{'state':'ENABLED','variants':{'a':1,'b':2},'defaultVariant':'a'}}}");
        evenkeel.fake.load(FlagdDefinitionRenderer.render(flags, Map.of("core", split)));
        api.setProviderAndWait(provider);
        client.track("bought");
        client.track("bought", new MutableContext("u1"));

        assertThat(evenkeel.fake.events("core", "b", "bought")).isEqualTo(1);
        assertThat(client.getProviderState()).isEqualTo(ProviderState.READY);
    }

    @Test
    void trackRecordsValueForExperiment() {
        var half = Percent.parse("50");
        var split = new ExperimentSplit(
                "x-1",
                List.of(new VariantShare("a", half), new VariantShare("b", half)),
                "seed",
                1,
                List.of("basket"),
                null);
        String flags = Json.of("{'flags':{'core':{'state':'ENABLED','variants':{'a':1,'b':2},'defaultVariant':'a'}}}");
        evenkeel.fake.load(FlagdDefinitionRenderer.render(flags, Map.of("core", split)));
        api.setProviderAndWait(provider);
        client.track("basket", new MutableContext("u1"), new MutableTrackingEventDetails(74.5));
        client.track("basket", new MutableContext("u1"));

        assertThat(evenkeel.fake.experiments().get(0).outcomes().get(0).units())
                .extracting(UnitOutcome::total)
                .containsExactly(75.5);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    /// Serves flags without rules.
    ///
    /// @param values each flag's value, as members of a JSON object
    private void loadAndRegister(String values) {
        evenkeel.fake.load(definition(values));
        api.setProviderAndWait(provider);
    }

    private static String definition(String values) {
        var flags = new LinkedHashMap<String, Object>();
        var members = (JsonObject) JsonDocument.parse("{" + values + "}").root();
        members.members()
                .forEach((key, value) -> flags.put(
                        key, Map.of("state", "ENABLED", "variants", Map.of("v", value), "defaultVariant", "v")));
        return JsonWriter.write(Map.of("flags", flags));
    }
}
