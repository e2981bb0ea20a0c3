// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.stale.FlagType;
import dev.evenkeel.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlagLifetimeMetadataReaderTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|RELEASE|false",
                "{\"type\":\"release\"}|RELEASE|false",
                "{\"type\":\"experiment\"}|EXPERIMENT|false",
                "{\"type\":\"operational\"}|OPERATIONAL|false",
                "{\"type\":\"kill-switch\"}|KILL_SWITCH|false",
                "{\"type\":\"permission\",\"permanent\":true}|PERMISSION|true",
                "{\"type\":\"something of ours\",\"permanent\":false}|RELEASE|false",
                "{\"type\":7,\"permanent\":\"yes\"}|RELEASE|false"
            })
    void readsTypeAndPermanenceFromMetadata(String metadata, FlagType type, boolean permanent) {
        var traits = traits(Json.of("{'flags':{'a':{'metadata':%s}}}", metadata));
        assertThat(traits.type("a")).isEqualTo(type);
        assertThat(traits.isPermanent("a")).isEqualTo(permanent);
    }

    @Test
    void inheritsMetadataOfFlagSet() {
        var traits = traits("""
                {"metadata":{"type":"operational","permanent":true},
                 "flags":{"a":{},"b":{"metadata":{"type":"release","permanent":false}}}}""");
        assertThat(traits.type("a")).isEqualTo(FlagType.OPERATIONAL);
        assertThat(traits.isPermanent("a")).isTrue();
        assertThat(traits.type("b")).isEqualTo(FlagType.RELEASE);
        assertThat(traits.isPermanent("b")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\">\":[{\"var\":\"$flagd.timestamp\"},1800000001]}|true",
                "{\">\":[{\"var\":[\"$flagd.timestamp\",0]},1800000001]}|true",
                "{\">\":[{\"var\":\"$flagd.timestamp\"},1800000000]}|false",
                "{\">\":[{\"var\":\"amount\"},1800000001]}|false",
                "{\"if\":[{\"$ref\":\"later\"},\"on\",null]}|true",
                "{\"if\":[{\"$ref\":\"passed\"},\"on\",null]}|false"
            })
    void detectsRuleWithFutureTimestamp(String rule, boolean waits) {
        var traits = traits("{\"flags\":{\"a\":{\"targeting\":" + rule + "}},\"$evaluators\":{"
                + "\"later\":{\"<\":[1900000000,{\"var\":\"$flagd.timestamp\"},{\"$ref\":\"later\"}]},"
                + "\"passed\":{\"<\":[1700000000,{\"var\":\"$flagd.timestamp\"}]}}}");
        assertThat(traits.changesAfter(NOW, "a")).isEqualTo(waits);
    }

    @Test
    void listsFlagsThatHaveItAsPrerequisite() {
        var traits = traits("""
                {"flags":{"a":{},"b":{"prerequisites":[{"flag":"c","variant":"on"},{"flag":"a","variant":"on"}]},
                          "c":{"prerequisites":[{"flag":"a","variant":"on"}]}}}""");
        assertThat(traits.listDependents("a")).containsExactly("b", "c");
        assertThat(traits.listDependents("b")).isEmpty();
    }

    private static FlagLifetimeMetadataReader traits(String definition) {
        return new FlagLifetimeMetadataReader(definition, definition);
    }
}
