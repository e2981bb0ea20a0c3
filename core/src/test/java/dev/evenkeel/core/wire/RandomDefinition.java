// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import dev.evenkeel.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A flagd definition that changes randomly, with white space, line ends, all spellings of numbers and letters of
/// many scripts.
public final class RandomDefinition {
    private static final List<String> NUMBERS =
            List.of("1", "1.0", "1e0", "-0.10", "9007199254740993", "123456789012345678901234567890.5");
    private static final List<String> SPACES = List.of("", " ", "\n", "\r\n\t", "  ");

    private static final int KEYS = 40;

    private final Random random;
    private final Map<String, String> shared = new TreeMap<>();
    private final Map<String, String> flags = new TreeMap<>();

    public RandomDefinition(Random random) {
        this.random = random;
        shared.put("$evaluators", evaluators());
        shared.put("metadata", metadata());
        for (int i = random.nextInt(30); i > 0; i--) {
            flags.put(anyKey(), flag());
        }
    }

    /// Changes some flags, and sometimes what they share.
    public void change() {
        for (int i = random.nextInt(4); i > 0; i--) {
            flags.put(anyKey(), flag());
        }
        flags.keySet().removeIf(key -> random.nextInt(10) == 0);
        if (random.nextInt(3) == 0) {
            shared.put("metadata", metadata());
        }
        if (random.nextInt(5) == 0) {
            shared.put("$evaluators", evaluators());
        }
        if (random.nextInt(5) == 0) {
            shared.put("$schema", "\"https://example.com/" + random.nextInt(3) + "\"");
        }
    }

    /// The definition; white space is another one every time, in values as well as between them.
    public String text() {
        String beside = members(shared);
        return space()
                + Json.of(
                        "{%s%s'flags':%s{%s}%s}",
                        beside, (beside.isEmpty() ? "" : ","), space(), members(flags), space())
                + space();
    }

    /// Every key that a flag may have.
    public static List<String> keys() {
        return IntStream.range(0, KEYS).mapToObj(RandomDefinition::key).toList();
    }

    private String members(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member ->
                        space() + Json.of("'%s'%s:%s", member.getKey(), space(), space()) + member.getValue() + space())
                .collect(Collectors.joining(","));
    }

    private String anyKey() {
        return key(random.nextInt(KEYS));
    }

    private static String key(int number) {
        return "flag-" + number;
    }

    private String flag() {
        String rule = random.nextBoolean()
                ? Json.of("{'if':[{'$ref':'vip'},'a',{'fractional':[['a',%s],['b',50]]}]}", random.nextInt(100))
                : "{}";
        return Json.of(
                """
                {'state':%s'ENABLED','variants':{'a':%s,%s'b':%s},'defaultVariant':'b','targeting':%s,\
                'metadata':{'note':'%s','cost':%s}}""",
                space(),
                number(),
                space(),
                number(),
                rule,
                "\u00e4\u20ac\ud83d\udea2 \\\" \\u0041".repeat(1 + random.nextInt(90)),
                number());
    }

    private String evaluators() {
        return Json.of("{'vip':%s{'starts_with':[{'var':'targetingKey'},'%s']}}", space(), random.nextInt(4));
    }

    private String metadata() {
        return Json.of("{'version':%s%s}", number(), space());
    }

    private String number() {
        return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }

    private String space() {
        return SPACES.get(random.nextInt(SPACES.size()));
    }
}
