// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Murmur3Test {
    private static final long SEED = 20260101;

    @Test
    void matchesReferenceForTextOfAnyScriptAndLength() {
        var random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            var text = text(random, random.nextInt(40));
            assertThat(Integer.toUnsignedLong(new PrefixHasher("").hash(text)))
                    .as("seed %d, text %d: %s", SEED, i, text)
                    .isEqualTo(ReferenceMurmur3.hash(text));
        }
    }

    @Test
    void hashesPrefixAndTextLikeConcatenation() {
        var random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            var prefix = text(random, random.nextInt(12)) + ":";
            var rest = text(random, random.nextInt(12));
            assertThat(Integer.toUnsignedLong(new PrefixHasher(prefix).hash(rest)))
                    .as("seed %d, text %d: %s|%s", SEED, i, prefix, rest)
                    .isEqualTo(ReferenceMurmur3.hash(prefix + rest));
        }
    }

    @Test
    void matchesReferenceForAnySeed() {
        var random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            var text = text(random, random.nextInt(20));
            int seed = random.nextInt();
            assertThat(Integer.toUnsignedLong(new PrefixHasher("", seed).hash(text)))
                    .as("seed %d, text %d: %s", SEED, i, text)
                    .isEqualTo(ReferenceMurmur3.hash(text, seed));
        }
    }

    @Test
    void referenceReturnsPublishedHashes() {
        assertThat(ReferenceMurmur3.hash("")).isZero();
        assertThat(ReferenceMurmur3.hash("hello")).isEqualTo(0x248bfa47L);
        assertThat(ReferenceMurmur3.hash("hello, world")).isEqualTo(0x149bbb7fL);
        assertThat(ReferenceMurmur3.hash("The quick brown fox jumps over the lazy dog."))
                .isEqualTo(0xd5c48bfcL);
    }

    @Test
    void hashesUnpairedSurrogateAsQuestionMark() {
        assertThat(new PrefixHasher("").hash("a\uD83Db")).isEqualTo(new PrefixHasher("").hash("a?b"));
    }

    @Test
    void hashesAsciiPrefixOfAnyLengthLikeConcatenation() {
        String plain = "abcdefghijklmnopqrstuvwxyz";
        for (int start = 0; start < 9; start++) {
            for (int end = start; end < plain.length(); end++) {
                assertThat(Integer.toUnsignedLong(
                                new PrefixHasher(plain.substring(0, start)).hash(plain.substring(start, end))))
                        .as("%d characters, the first %d of them before", end, start)
                        .isEqualTo(ReferenceMurmur3.hash(plain.substring(0, end)));
            }
        }
    }

    /// ASCII mostly, with two-, three- and four-byte characters among it.
    private static String text(Random random, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    switch (random.nextInt(8)) {
                        case 0 -> 0x80 + random.nextInt(0x700);
                        case 1 -> 0x3040 + random.nextInt(0x1000);
                        case 2 -> 0x1F300 + random.nextInt(0x200);
                        default -> 0x20 + random.nextInt(0x5F);
                    });
        }
        return text.toString();
    }
}
