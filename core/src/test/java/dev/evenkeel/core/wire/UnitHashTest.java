// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitHashTest {
    private static final long SEED = 20260101;
    private static final String TEXT = "The quick brown fox jumps over the lazy dog 0123";

    /// First half of MurmurHash3 x64 128, seed 0, of the first n characters, n = 0..33: every
    /// tail length, twice.
    private static final long[] HASHES = {
        0x0000000000000000L, 0x8c03777e9184689aL, 0xd7dd0beaee68e3b9L, 0x304f2652dcd66d9aL, 0xbd4301beaba07d9cL,
        0x6f7aac75205270feL, 0x796e1100f3f66746L, 0xf0d3843a5abcd5c9L, 0x644baae4ad5b71cdL, 0x37a06404b2a8f155L,
        0x420e44df457484b8L, 0x87c320550739a882L, 0x61d6a1372f90f9cbL, 0x3c600c93f99bfd3bL, 0xdcd216a95d6e6007L,
        0x48137cb864e39216L, 0x9d1244f4af9b32c4L, 0x91f96376e757e9aeL, 0x4e85fa437c51ea55L, 0x85a60ea92caa4a2aL,
        0xb9dce6db3c8c3cbfL, 0x20f996ee33734f68L, 0xef74c84e2d71c551L, 0x25cc3b72e0851d67L, 0x71264eee42007ce5L,
        0xe48f444ca7740bd2L, 0x57a1942f3bec788eL, 0x04bf77861f2fe51aL, 0xfccf5dd1785bef0bL, 0x3792e2c446d4f861L,
        0x89ac74e06f1c6a5dL, 0x9b28b5ddd9c4c509L, 0xdf6af91bb29bdacfL, 0x68d135cdab7bb3ddL
    };

    @Test
    void matchesMurmurHash3ForEveryLength() {
        for (int length = 0; length < HASHES.length; length++) {
            byte[] bytes = TEXT.substring(0, length).getBytes(StandardCharsets.UTF_8);
            assertThat(UnitHash.murmur3(bytes))
                    .as("first %d characters", length)
                    .isEqualTo(HASHES[length]);
        }
    }

    @Test
    void hashesRolloutAndKeyJoinedByNulInUtf8() {
        assertThat(UnitHash.hash("r-7", "user-1")).isEqualTo(0xd8708fc49370fc48L);
        assertThat(UnitHash.hash("r-8", "user-1")).isEqualTo(0x7197650488c47bcdL);
        assertThat(UnitHash.hash("r-7", "gr\u00f6\u00dfe-\u20ac-\ud83d\ude00")).isEqualTo(0x405c18f500de45a4L);
    }

    @Test
    void matchesMurmur3OfJoinedTextOfAnyScriptAndLength() {
        var random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            String rollout = text(random, random.nextInt(40), random.nextInt(8));
            String key = text(random, random.nextInt(60), random.nextInt(8));
            assertThat(new UnitHash(rollout).hash(key))
                    .as("seed %d, text %d: %s|%s", SEED, i, rollout, key)
                    .isEqualTo(UnitHash.murmur3((rollout + '\0' + key).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void matchesMurmur3OfJoinedAsciiOfEveryLength() {
        for (int start = 1; start < TEXT.length(); start++) {
            for (int end = start; end <= TEXT.length(); end++) {
                String rollout = TEXT.substring(0, start);
                String key = TEXT.substring(start, end);
                assertThat(new UnitHash(rollout).hash(key))
                        .as("%s|%s", rollout, key)
                        .isEqualTo(UnitHash.murmur3((rollout + '\0' + key).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    @Test
    void hashesUnpairedSurrogateAsQuestionMark() {
        assertThat(UnitHash.hash("r-7", "a\ud83db")).isEqualTo(UnitHash.hash("r-7", "a?b"));
    }

    /// One in `rarity + 1` characters takes two, three or four bytes; none with a rarity of 0.
    private static String text(Random random, int length, int rarity) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            boolean plain = rarity == 0 || random.nextInt(rarity + 1) > 0;
            text.appendCodePoint(
                    switch (plain ? 3 : random.nextInt(3)) {
                        case 0 -> 0x80 + random.nextInt(0x700);
                        case 1 -> 0x3040 + random.nextInt(0x1000);
                        case 2 -> 0x1F300 + random.nextInt(0x200);
                        default -> random.nextInt(0x80);
                    });
        }
        return text.toString();
    }
}
