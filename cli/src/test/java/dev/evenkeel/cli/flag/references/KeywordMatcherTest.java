// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.references;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordMatcherTest {
    private static final List<String> WORDS = List.of("a", "b", "a.b", "a-b", "b_1", "a.b.c", "x.y");

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "'\"a\"', a",
        "'x a-b', a-b",
        "'a-bc', ''",
        "'a_', ''",
        "'a.b', a.b",
        "'a.b.', a.b",
        "'x.a', a",
        "'a.x', a",
        "'a.b.d', a.b",
        "'a.b.c', a.b.c",
        "'a.b.c.a', a.b.c a",
        "'a..b', a b",
        "'.a.', a",
        "'-a', ''",
        "'äaä', a",
        "'x.x.y', x.y",
        "'', ''"
    })
    void findsLongestWholeWords(String text, String found) {
        assertThat(find(text)).isEqualTo(found);
    }

    @Test
    void reportsLineNumbers() {
        List<Integer> lines = new ArrayList<>();
        new KeywordMatcher(WORDS)
                .find("a\n\na\r\na".getBytes(StandardCharsets.UTF_8), (word, start, line) -> lines.add(line));
        assertThat(lines).containsExactly(1, 3, 4);
    }

    @Test
    void matchesEquivalentRegularExpression() {
        var expression = Pattern.compile("(?<![\\w-])(?:a\\.b\\.c|a\\.b|a-b|b_1|x\\.y|a|b)(?![\\w-])");
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append("abcxy1_-. \n".charAt(random.nextInt(11)));
            }
            List<String> expected = new ArrayList<>();
            var matcher = expression.matcher(text);
            while (matcher.find()) {
                expected.add(matcher.group());
            }
            assertThat(find(text.toString())).as("text %s", text).isEqualTo(String.join(" ", expected));
        }
    }

    private static String find(String text) {
        List<String> found = new ArrayList<>();
        new KeywordMatcher(WORDS).find(text.getBytes(StandardCharsets.UTF_8), (word, start, line) -> found.add(word));
        return String.join(" ", found);
    }
}
