// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.evenkeel.core.wire.MalformedMessageException.Kind;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FlagUsageReportTest {
    private static final long SEED = 20260731;

    @Test
    void encodesAsDocumented() {
        Map<String, Set<String>> flags = new LinkedHashMap<>();
        flags.put("payment-core", Set.of("modern", "classic"));
        flags.put("dark", Set.of(""));
        var report = new FlagUsageReport("0b6e", flags);
        String json = new String(WireCodec.encode(report), UTF_8);
        assertThat(json)
                .isEqualTo(Json.of("{'instance':'0b6e','flags':{'payment-core':['classic','modern'],'dark':['']}}"));
        assertThat(WireCodec.decodeUsage(json.getBytes(UTF_8))).isEqualTo(report);
    }

    @Test
    void reportsAllWrongTypesAtOnce() {
        assertThat(decodeError(Json.of("{'flags':{'a':'on','b':[1,null]}}")).problems())
                .containsExactly(
                        "instance: is missing; must be a string",
                        "flags[a]: must be an array of strings",
                        "flags[b]: must be an array of strings");
        assertThat(decodeError(Json.of("{'instance':'i','flags':[]}")).problems())
                .containsExactly("flags: must be an object");
        assertThat(decodeError(Json.of("{'instance':'i','flags':[]}")).kind()).isEqualTo(Kind.NOT_SUCH_JSON);
    }

    @Test
    void reportsAllInvalidValuesAtOnce() {
        MalformedMessageException error = decodeError(Json.of("{'instance':'','flags':{'a':[],'b':['\\u0007']}}"));
        assertThat(error.kind()).isEqualTo(Kind.CONTRADICTORY);
        assertThat(error.problems())
                .containsExactly(
                        "message: instance must have 1..256 characters, got 0; variants of a must be 1 or more,"
                                + " got 0; a variant of b must not contain control characters");
    }

    @Test
    void rejectsTooLargeReport() {
        assertThat(decodeError(" ".repeat(FlagUsageReport.MAX_BYTES + 1)).kind())
                .isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void rejectsTooManyFlags() {
        assertThat(decodeError(Json.of("{'instance':'i','flags':{%s}}", flags(FlagUsageReport.MAX_FLAGS + 1))))
                .hasMessageContaining("limit of a report (1000)");
    }

    @Test
    void splitsUsageIntoReportsWithinLimits() {
        Map<String, Set<String>> use = new LinkedHashMap<>();
        for (int i = 0; i < 2_500; i++) {
            use.put("flag-" + i, Set.of("on"));
        }
        assertThat(FlagUsageReport.split("i", use))
                .extracting(report -> report.flags().size())
                .containsExactly(1_000, 1_000, 500);
    }

    @Test
    void omitsNamesThatProtocolDoesNotAllow() {
        Map<String, Set<String>> use = new LinkedHashMap<>();
        use.put("checkout", Set.of("on"));
        use.put("x".repeat(257), Set.of("on"));
        use.put("odd", Set.of("\u0007"));
        assertThat(FlagUsageReport.split("i", use))
                .containsExactly(new FlagUsageReport("i", Map.of("checkout", Set.of("on"))));
    }

    @Test
    void createsNoReportWithoutUsage() {
        assertThat(FlagUsageReport.split("i", Map.of())).isEmpty();
    }

    @Test
    void rejectsCorruptInputOnlyWithMalformedMessageException() {
        var random = new Random(SEED);
        byte[] sound = WireCodec.encode(
                new FlagUsageReport("0b6e", Map.of("payment-core", new TreeSet<>(Set.of("", "classic", "modern")))));
        for (int round = 0; round < 10_000; round++) {
            byte[] json = Arrays.copyOf(sound, 1 + random.nextInt(sound.length));
            json[random.nextInt(json.length)] = (byte) random.nextInt();
            try {
                assertThat(WireCodec.decodeUsage(json).instance()).isNotEmpty();
            } catch (MalformedMessageException refused) {
                assertThat(refused.problems())
                        .as("seed %d, round %d", SEED, round)
                        .isNotEmpty();
            }
        }
    }

    private static String flags(int count) {
        var flags = new StringBuilder();
        for (int i = 0; i < count; i++) {
            flags.append(i == 0 ? "" : ",").append(Json.of("'f%d':['on']", i));
        }
        return flags.toString();
    }

    private static MalformedMessageException decodeError(String json) {
        return catchThrowableOfType(MalformedMessageException.class, () -> WireCodec.decodeUsage(json.getBytes(UTF_8)));
    }
}
